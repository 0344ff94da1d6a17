/** Generated from the httproutes CRD v1.6.3 by scripts/generate-types.ts: do not edit. */

export interface GeneratedHttpRoute {
  apiVersion?: string;
  kind?: string;
  metadata?: {
    [k: string]: unknown;
  };
  spec: {
    hostnames?: string[];
    parentRefs?: {
      group?: string;
      kind?: string;
      name: string;
      namespace?: string;
      port?: number;
      sectionName?: string;
    }[];
    rules?: {
      backendRefs?: {
        filters?: {
          cors?: {
            allowCredentials?: boolean;
            allowHeaders?: string[];
            allowMethods?: (
              'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH' | '*'
            )[];
            allowOrigins?: string[];
            exposeHeaders?: string[];
            maxAge?: number;
          };
          extensionRef?: {
            group: string;
            kind: string;
            name: string;
          };
          requestHeaderModifier?: {
            add?: {
              name: string;
              value: string;
            }[];
            remove?: string[];
            set?: {
              name: string;
              value: string;
            }[];
          };
          requestMirror?: {
            backendRef: {
              group?: string;
              kind?: string;
              name: string;
              namespace?: string;
              port?: number;
            };
            fraction?: {
              denominator?: number;
              numerator: number;
            };
            percent?: number;
          };
          requestRedirect?: {
            hostname?: string;
            path?: {
              replaceFullPath?: string;
              replacePrefixMatch?: string;
              type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
            };
            port?: number;
            scheme?: 'http' | 'https';
            statusCode?: 301 | 302 | 303 | 307 | 308;
          };
          responseHeaderModifier?: {
            add?: {
              name: string;
              value: string;
            }[];
            remove?: string[];
            set?: {
              name: string;
              value: string;
            }[];
          };
          type:
            | 'RequestHeaderModifier'
            | 'ResponseHeaderModifier'
            | 'RequestMirror'
            | 'RequestRedirect'
            | 'URLRewrite'
            | 'ExtensionRef'
            | 'CORS';
          urlRewrite?: {
            hostname?: string;
            path?: {
              replaceFullPath?: string;
              replacePrefixMatch?: string;
              type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
            };
          };
        }[];
        group?: string;
        kind?: string;
        name: string;
        namespace?: string;
        port?: number;
        weight?: number;
      }[];
      filters?: {
        cors?: {
          allowCredentials?: boolean;
          allowHeaders?: string[];
          allowMethods?: (
            'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH' | '*'
          )[];
          allowOrigins?: string[];
          exposeHeaders?: string[];
          maxAge?: number;
        };
        extensionRef?: {
          group: string;
          kind: string;
          name: string;
        };
        requestHeaderModifier?: {
          add?: {
            name: string;
            value: string;
          }[];
          remove?: string[];
          set?: {
            name: string;
            value: string;
          }[];
        };
        requestMirror?: {
          backendRef: {
            group?: string;
            kind?: string;
            name: string;
            namespace?: string;
            port?: number;
          };
          fraction?: {
            denominator?: number;
            numerator: number;
          };
          percent?: number;
        };
        requestRedirect?: {
          hostname?: string;
          path?: {
            replaceFullPath?: string;
            replacePrefixMatch?: string;
            type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
          };
          port?: number;
          scheme?: 'http' | 'https';
          statusCode?: 301 | 302 | 303 | 307 | 308;
        };
        responseHeaderModifier?: {
          add?: {
            name: string;
            value: string;
          }[];
          remove?: string[];
          set?: {
            name: string;
            value: string;
          }[];
        };
        type:
          | 'RequestHeaderModifier'
          | 'ResponseHeaderModifier'
          | 'RequestMirror'
          | 'RequestRedirect'
          | 'URLRewrite'
          | 'ExtensionRef'
          | 'CORS';
        urlRewrite?: {
          hostname?: string;
          path?: {
            replaceFullPath?: string;
            replacePrefixMatch?: string;
            type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
          };
        };
      }[];
      matches?: {
        headers?: {
          name: string;
          type?: 'Exact' | 'RegularExpression';
          value: string;
        }[];
        method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH';
        path?: {
          type?: 'Exact' | 'PathPrefix' | 'RegularExpression';
          value?: string;
        };
        queryParams?: {
          name: string;
          type?: 'Exact' | 'RegularExpression';
          value: string;
        }[];
      }[];
      name?: string;
      timeouts?: {
        backendRequest?: string;
        request?: string;
      };
    }[];
  };
  status?: {
    parents: {
      conditions: {
        lastTransitionTime: string;
        message: string;
        observedGeneration?: number;
        reason: string;
        status: 'True' | 'False' | 'Unknown';
        type: string;
      }[];
      controllerName: string;
      parentRef: {
        group?: string;
        kind?: string;
        name: string;
        namespace?: string;
        port?: number;
        sectionName?: string;
      };
    }[];
  };
}
