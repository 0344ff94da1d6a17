/** Generated from the listenersets CRD v1.6.3 by scripts/generate-types.ts: do not edit. */

export interface GeneratedListenerSet {
  apiVersion?: string;
  kind?: string;
  metadata?: {
    [k: string]: unknown;
  };
  spec: {
    listeners: {
      allowedRoutes?: {
        kinds?: {
          group?: string;
          kind: string;
        }[];
        namespaces?: {
          from?: 'All' | 'Selector' | 'Same';
          selector?: {
            matchExpressions?: {
              key: string;
              operator: string;
              values?: string[];
            }[];
            matchLabels?: {
              [k: string]: string;
            };
          };
        };
      };
      hostname?: string;
      name: string;
      port: number;
      protocol: string;
      tls?: {
        certificateRefs?: {
          group?: string;
          kind?: string;
          name: string;
          namespace?: string;
        }[];
        mode?: 'Terminate' | 'Passthrough';
        options?: {
          [k: string]: string;
        };
      };
    }[];
    parentRef: {
      group?: string;
      kind?: string;
      name: string;
      namespace?: string;
    };
  };
  status?: {
    conditions?: {
      lastTransitionTime: string;
      message: string;
      observedGeneration?: number;
      reason: string;
      status: 'True' | 'False' | 'Unknown';
      type: string;
    }[];
    listeners?: {
      attachedRoutes: number;
      conditions: {
        lastTransitionTime: string;
        message: string;
        observedGeneration?: number;
        reason: string;
        status: 'True' | 'False' | 'Unknown';
        type: string;
      }[];
      name: string;
      supportedKinds?: {
        group?: string;
        kind: string;
      }[];
    }[];
  };
}
