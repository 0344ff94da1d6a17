'use client';

import { Select } from '@/components/ui/select.tsx';
import { type ObjectName, objectKey } from '@/lib/gateway-api/listeners.ts';

type GatewayChoiceProps = {
  readonly gateways: readonly ObjectName[];
  readonly gateway: ObjectName | null;
  readonly onChange: (gateway: ObjectName) => void;
};

/** Which Gateway is asked; nothing to choose where there is one. */
export function GatewayChoice({ gateways, gateway, onChange }: GatewayChoiceProps) {
  if (gateways.length < 2) return null;
  return (
    <Select
      label="Gateway"
      value={gateway === null ? null : objectKey(gateway)}
      options={gateways.map(({ namespace, name }) => ({
        value: objectKey({ namespace, name }),
        label: `${name} in ${namespace}`,
      }))}
      onChange={(key) => {
        const chosen = gateways.find((one) => objectKey(one) === key);
        if (chosen) onChange(chosen);
      }}
    />
  );
}
