'use client';

import { ChevronDown } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { Menu, MenuGroup, MenuItem } from '@/components/ui/menu.tsx';
import type { Example } from '@/lib/gateway-api/matching/examples.ts';
import { requestText, type TypedRequest, toTyped } from '@/lib/gateway-api/matching/request-line.ts';

type ExamplesMenuProps = {
  readonly examples: readonly Example[];
  readonly onChoose: (request: TypedRequest) => void;
};

/** Requests made from what the rules say, one for each match. */
export function ExamplesMenu({ examples, onChoose }: ExamplesMenuProps) {
  return (
    <Menu
      trigger={
        <Button
          size="sm"
          disabled={examples.length === 0}
          title={examples.length === 0 ? 'No rule can be reached on this Gateway yet.' : undefined}
        >
          Examples
          <ChevronDown aria-hidden="true" className="size-3" />
        </Button>
      }
    >
      <MenuGroup label="A request for each match of the rules">
        {examples.map((example) => (
          <MenuItem
            key={`${example.label} ${requestText(example.request)}`}
            onClick={() => onChoose(toTyped(example.request))}
          >
            <span className="max-w-[30rem] min-w-0">
              <bdi>{example.label}</bdi>
              <bdi className="block font-mono text-xs break-all text-ink-3">{requestText(example.request)}</bdi>
            </span>
          </MenuItem>
        ))}
      </MenuGroup>
    </Menu>
  );
}
