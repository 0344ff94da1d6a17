/** Generated from the gateways CRD v1.6.3 by scripts/generate-types.ts: do not edit. */

export interface GeneratedGateway {
  apiVersion?: string;
  kind?: string;
  metadata?: {
    [k: string]: unknown;
  };
  spec: {
    addresses?: {
      type?: string;
      value?: string;
    }[];
    allowedListeners?: {
      namespaces?: {
        from?: 'All' | 'Selector' | 'Same' | 'None';
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
    gatewayClassName: string;
    infrastructure?: {
      annotations?: {
        [k: string]: string;
      };
      labels?: {
        [k: string]: string;
      };
      parametersRef?: {
        group: string;
        kind: string;
        name: string;
      };
    };
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
    tls?: {
      backend?: {
        clientCertificateRef?: {
          group?: string;
          kind?: string;
          name: string;
          namespace?: string;
        };
      };
      frontend?: {
        default: {
          validation?: {
            caCertificateRefs: {
              group: string;
              kind: string;
              name: string;
              namespace?: string;
            }[];
            mode?: 'AllowValidOnly' | 'AllowInsecureFallback';
          };
        };
        perPort?: {
          port: number;
          tls: {
            validation?: {
              caCertificateRefs: {
                group: string;
                kind: string;
                name: string;
                namespace?: string;
              }[];
              mode?: 'AllowValidOnly' | 'AllowInsecureFallback';
            };
          };
        }[];
      };
    };
  };
  status?: {
    addresses?: {
      type?: string;
      value: string;
    }[];
    attachedListenerSets?: number;
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
