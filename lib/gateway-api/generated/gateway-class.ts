/** Generated from the gatewayclasses CRD v1.6.3 by scripts/generate-types.ts: do not edit. */

export interface GeneratedGatewayClass {
  apiVersion?: string;
  kind?: string;
  metadata?: {
    [k: string]: unknown;
  };
  spec: {
    controllerName: string;
    description?: string;
    parametersRef?: {
      group: string;
      kind: string;
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
    supportedFeatures?: {
      name: string;
    }[];
  };
}
