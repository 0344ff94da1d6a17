import type { Observed } from '../signals/observation.ts';

/**
 * One server's answer to one question. `unknown` is no answer, a refusal or a broken server: it says nothing about the record.
 * `answered` holds everything of the wanted types in order, whatever it says.
 */
export type RecordAnswer = {
  readonly server: string;
  readonly kind: 'authoritative' | 'recursive';
} & (
  | {
      readonly state: 'unknown';
      readonly error: string;
      /** `REFUSED` and the like; null without any answer. */
      readonly rcode: string | null;
      /** Extended DNS errors. @see RFC 8914 */
      readonly ede: readonly number[];
    }
  | {
      readonly state: 'answered';
      readonly rcode: 'NOERROR' | 'NXDOMAIN';
      readonly authoritative: boolean;
      readonly records: readonly DnsRecord[];
      readonly negativeTtlSeconds: number | null;
    }
);

/** A record as zone files write it: names in lower case without the final dot, TXT strings joined. */
export type DnsRecord = {
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME' | 'TXT' | 'MX' | 'NS' | 'SOA' | 'CAA';
  readonly value: string;
  readonly ttlSeconds: number;
};

/** The delegation of the zone that holds the name, and who runs it. */
export type ZoneLook = {
  readonly at: number;
  readonly error: string | null;
  /** The zone that holds the name; null when none does. */
  readonly zone: string | null;
  /** `absent`: the parent zone says that there is no such zone or gives no name servers. */
  readonly delegation: 'present' | 'absent' | 'unknown';
  /** Name servers as the parent names them, and as the zone itself does; lower case, sorted. */
  readonly parentServers: readonly string[];
  readonly zoneServers: readonly string[];
  /** Whether the apex has mail records, which a CNAME there would hide. */
  readonly apexHasMail: boolean;
  readonly apexCname: string | null;
};

/** One look at the proof: at every authoritative server, and at the resolvers once those are right. */
export type ProofLook = {
  readonly at: number;
  readonly error: string | null;
  /** `_acme-challenge.NAME`: CNAME and TXT. */
  readonly challenge: readonly RecordAnswer[];
  /** TXT `_signalbox.NAME`, the fallback. */
  readonly fallback: readonly RecordAnswer[];
  /** The challenge name with the zone's name once more behind it, at one authoritative server. */
  readonly doubled: RecordAnswer | null;
  /** A random name below NAME, at one authoritative server: answers when there is a wildcard. */
  readonly wildcard: RecordAnswer | null;
};

/** One look at where the name leads: A, AAAA and CNAME at every authoritative server, and at resolvers once those are right. */
export type TrafficLook = {
  readonly at: number;
  readonly error: string | null;
  readonly answers: readonly RecordAnswer[];
  /** What the cluster's own resolver says; null when it was not asked. */
  readonly inside: RecordAnswer | null;
};

/** The climb for CAA: the first name with records, from the name (or what its CNAME leads to) up to the top. @see RFC 8659 */
export type CaaLook = {
  readonly at: number;
  readonly error: string | null;
  readonly state: 'found' | 'none' | 'unreadable';
  /** Where the records stand; null unless found. For `unreadable`: the name whose question failed. */
  readonly foundAt: string | null;
  readonly records: readonly { readonly tag: string; readonly value: string; readonly isCritical: boolean }[];
  /** The server that failed, and how. */
  readonly failure: string | null;
};

/** Whether a validating resolver can trust the zone: asked with checking, and without. */
export type DnssecLook = {
  readonly at: number;
  readonly state: 'fine' | 'bogus' | 'unknown';
  readonly ede: readonly number[];
  readonly error: string | null;
};

/** One handshake at the Gateway with the name as SNI. */
export type TlsLook = { readonly at: number } & (
  | { readonly state: 'unknown' | 'refused'; readonly error: string }
  | {
      readonly state: 'served';
      readonly issuer: string;
      readonly serial: string;
      readonly fingerprint256: string;
      readonly notAfter: number;
      readonly isTrusted: boolean;
      readonly coversName: boolean;
    }
);

/** A request that carries a random number, sent to where the name leads: does it come out at our Gateway? */
export type NonceLook = { readonly at: number } & (
  | { readonly state: 'unknown'; readonly error: string }
  /** Came back with the number, or was answered by something else. */
  | { readonly state: 'ours' | 'foreign'; readonly address: string; readonly status: number }
);

/** Who ExternalDNS says wrote the record at the name; for names below a platform zone only. */
export type PublishLook = {
  readonly at: number;
  readonly error: string | null;
  readonly owner: string | null;
  readonly resource: string | null;
  /** The values at the authoritative servers at the last looks, oldest first, with when each was first seen. */
  readonly history: readonly { readonly at: number; readonly value: string }[];
};

/** The kinds of look, each with its own times. */
export type Probe = keyof DomainObservations;

/** Everything that was looked up for a claim; null: not yet. All of it is stored, so that a restart forgets nothing. */
export type DomainObservations = {
  readonly zone: Observed<ZoneLook> | null;
  readonly proof: Observed<ProofLook> | null;
  readonly traffic: Observed<TrafficLook> | null;
  readonly caa: Observed<CaaLook> | null;
  readonly dnssec: Observed<DnssecLook> | null;
  readonly tls: Observed<TlsLook> | null;
  readonly nonce: Observed<NonceLook> | null;
  readonly publish: Observed<PublishLook> | null;
};

/** A condition of a Kubernetes object. `isCurrent`: its observedGeneration is that of the object. */
export type ConditionLook = {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly since: number;
  readonly isCurrent: boolean;
};

/** What the cluster says about a claim's objects, read from the watches at each judgement and never stored. */
export type ClusterLook = {
  readonly at: number;
  /** False while the API server cannot be heard: everything below is then what was last known. */
  readonly isHeard: boolean;
  readonly listener: {
    readonly exists: boolean;
    readonly createdAt: number | null;
    readonly accepted: ConditionLook | null;
    readonly entryAccepted: ConditionLook | null;
    readonly conflicted: ConditionLook | null;
    readonly resolvedRefs: ConditionLook | null;
    readonly programmed: ConditionLook | null;
    /**
     * How many entries the object has that the claim's listener is or would be an entry of, of at most 64: the Gateway where it is
     * shared, else the claim's own ListenerSet. A Gateway takes any number of sets.
     */
    readonly listenerCount: number;
  };
  readonly certificate: CertificateLook | null;
  /** Routes that carry the name, and what carries it in namespaces that are not the team's and is in the way of a transfer. */
  readonly routes: readonly {
    /** Absent: an HTTPRoute. ListenerSets are named only where they are in the way. */
    readonly kind?: 'HTTPRoute' | 'ListenerSet';
    readonly namespace: string;
    readonly name: string;
    readonly isAccepted: boolean;
    /** Since when a controller accepts a route of the team's; null: it has none that is accepted, or does not say since when. */
    readonly acceptedSince?: number | null;
    /** In a namespace that is not the team's. */
    readonly isForeign: boolean;
  }[];
  /** Whether a route of the name, cert-manager's temporary ones included, is refused because none of its listeners is ready. */
  readonly hasWaitingRoute?: boolean;
  readonly issuer: { readonly name: string; readonly ready: ConditionLook | null } | null;
  /** cert-manager's `BadConfig` events on the listener's owner, newest first. */
  readonly badConfig: readonly { readonly at: number; readonly message: string }[];
  /** Whether the guard lets the team's namespace use the name: a dry run. Null: not asked yet. */
  readonly guard: { readonly state: 'allowed' | 'refused' | 'unknown'; readonly message: string } | null;
  /** ExternalDNS's annotations on the routes that carry the name, and the prefix that the running version reads. */
  readonly annotations: { readonly hasFormerPrefix: boolean; readonly readPrefix: string };
  /** Hostnames that would lose their record if the routes stayed as they are now (no addresses, not accepted). */
  readonly wouldLose: readonly string[];
};

/** Certificate → CertificateRequest → Order → Challenge of one claim. */
export type CertificateLook = {
  readonly name: string;
  readonly createdAt: number;
  readonly ready: ConditionLook | null;
  readonly issuing: ConditionLook | null;
  readonly notBefore: number | null;
  readonly notAfter: number | null;
  readonly renewalTime: number | null;
  readonly lastFailureTime: number | null;
  readonly failedAttempts: number;
  /** Fingerprint and serial of the newest request's certificate; Secrets are never read. */
  readonly issuedFingerprint: string | null;
  readonly issuedAt: number | null;
  readonly order: { readonly state: string; readonly reason: string; readonly at: number } | null;
  readonly challenges: readonly {
    readonly type: 'HTTP-01' | 'DNS-01' | string;
    readonly state: string;
    readonly reason: string;
    readonly isProcessing: boolean;
    readonly isPresented: boolean;
    readonly since: number;
  }[];
};
