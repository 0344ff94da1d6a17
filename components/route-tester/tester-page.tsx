'use client';

import { usePathname } from 'next/navigation';
import { parseAsString, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { PageHeader } from '@/components/shell/page-header.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { useHydrated } from '@/components/ui/clock.ts';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import type { ViewerTeam } from '@/lib/access/viewer.ts';
import type { ObjectName } from '@/lib/gateway-api/listeners.ts';
import type { TypedRequest } from '@/lib/gateway-api/matching/request-line.ts';
import { GatewayChoice } from './gateway-choice.tsx';
import { JudgeNote } from './judge-note.tsx';
import { OwnExamples } from './own-examples.tsx';
import { RequestForm } from './request-form.tsx';
import { SendForReal } from './send-for-real.tsx';
import type { TesterActions } from './tester-actions.ts';
import { useVerdicts } from './use-verdicts.ts';
import { isSaid, type Verdict } from './verdict.ts';
import { VerdictView } from './verdict-view.tsx';

type TesterPageProps = {
  readonly team: ViewerTeam;
  readonly actions: Pick<TesterActions, 'testRequestsAction' | 'sendRequestAction'>;
};

const searchParsers = {
  method: parseAsString.withDefault('GET'),
  url: parseAsString.withDefault(''),
  headers: parseAsString.withDefault(''),
  gateway: parseAsString,
};

/** One request against all routes of a Gateway. The request stands in the address, so that it can be sent to somebody. */
export function TesterPage({ team, actions }: TesterPageProps) {
  const { request, gateway, setRequest, setGateway } = useRequestInAddress();
  const requests = useMemo(() => [request], [request]);
  const { judgement, serverState, verdicts } = useVerdicts(
    { team: team.slug, editing: null, draft: null, gateway, requests },
    actions.testRequestsAction,
  );
  const [judged = waiting] = verdicts;
  // Without a draft the portal knows everything better than the browser: its word is awaited.
  const verdict = judged.kind === 'answered' && serverState === 'asking' ? waiting : judged;
  const isEmpty = request.url === '';
  return (
    <>
      <PageHeader title="Tester">{!isEmpty && <ShareRequest request={request} gateway={gateway} />}</PageHeader>
      <Card aria-labelledby="tester-title" data-testid="gateway-tester" className="max-w-3xl">
        <CardHeader title="Which rule takes this request?" titleId="tester-title" />
        <CardBody className="grid grid-cols-1 gap-3.5">
          <RequestForm
            request={request}
            onChange={setRequest}
            flaws={verdict.kind === 'flawed' && !isEmpty ? verdict.flaws : []}
          />
          <GatewayChoice gateways={judgement.gateways} gateway={judgement.gateway} onChange={setGateway} />
          <JudgeNote state={judgement.state} hasAnswer={judgement.gateway !== null} />
          {isEmpty ? (
            <OwnExamples onChoose={setRequest} />
          ) : (
            <>
              <VerdictView verdict={verdict} hasDraft={false} />
              {judgement.gateway !== null && (
                <SendForReal
                  team={team.slug}
                  gateway={judgement.gateway}
                  said={isSaid(verdict) ? verdict : null}
                  refusal={null}
                  action={actions.sendRequestAction}
                />
              )}
            </>
          )}
        </CardBody>
      </Card>
    </>
  );
}

const waiting: Verdict = { kind: 'waiting' };

function useRequestInAddress() {
  const [{ gateway: gatewayKey, ...inAddress }, setAddress] = useQueryStates(searchParsers, {
    history: 'replace',
  });
  const { method, url, headers } = inAddress;
  const request = useMemo((): TypedRequest => ({ method, url, headers }), [method, url, headers]);
  const gateway = useMemo((): ObjectName | null => {
    const [namespace, name] = gatewayKey?.split('/') ?? [];
    return namespace && name ? { namespace, name } : null;
  }, [gatewayKey]);
  return {
    request,
    gateway,
    setRequest: (next: TypedRequest) => void setAddress(next),
    setGateway: ({ namespace, name }: ObjectName) => void setAddress({ gateway: `${namespace}/${name}` }),
  };
}

type ShareRequestProps = { readonly request: TypedRequest; readonly gateway: ObjectName | null };

function ShareRequest({ request, gateway }: ShareRequestProps) {
  const pathname = usePathname();
  const isHydrated = useHydrated();
  const query = new URLSearchParams({
    ...request,
    ...(gateway === null ? {} : { gateway: `${gateway.namespace}/${gateway.name}` }),
  });
  if (request.headers === '') query.delete('headers');
  // The server does not know by which address it is reached.
  const text = isHydrated ? `${location.origin}${pathname}?${query}` : '';
  return <CopyButton text={text} label="Copy link to this request" />;
}
