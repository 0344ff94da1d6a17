CREATE TABLE "DomainClaim" (
  "id" TEXT PRIMARY KEY,
  "teamId" TEXT NOT NULL REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "name" TEXT NOT NULL,
  "scope" TEXT NOT NULL,
  "token" TEXT NOT NULL,
  "origin" TEXT NOT NULL,
  "strategy" TEXT NOT NULL,
  "gatewayNamespace" TEXT NOT NULL,
  "gatewayName" TEXT NOT NULL,
  "namespace" TEXT NOT NULL,
  "challenge" TEXT NOT NULL,
  "createdBy" TEXT NOT NULL,
  "createdAt" TIMESTAMP(3) NOT NULL,
  "provenAt" TIMESTAMP(3),
  "releasedAt" TIMESTAMP(3),
  "lostAt" TIMESTAMP(3),
  "facts" JSONB NOT NULL,
  "observations" JSONB NOT NULL,
  "updatedAt" TIMESTAMP(3) NOT NULL
);
CREATE INDEX "DomainClaim_teamId_idx" ON "DomainClaim" ("teamId");
CREATE INDEX "DomainClaim_updatedAt_idx" ON "DomainClaim" ("updatedAt");
-- A team has one open claim on a hostname, and a hostname one owner.
CREATE UNIQUE INDEX "DomainClaim_open_key" ON "DomainClaim" ("teamId", "name", "scope") WHERE "releasedAt" IS NULL AND "lostAt" IS NULL;
CREATE UNIQUE INDEX "DomainClaim_owner_key" ON "DomainClaim" ("name", "scope") WHERE "provenAt" IS NOT NULL AND "releasedAt" IS NULL AND "lostAt" IS NULL;

CREATE TABLE "DomainEvent" (
  "id" TEXT PRIMARY KEY,
  "claimId" TEXT NOT NULL REFERENCES "DomainClaim" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "at" TIMESTAMP(3) NOT NULL,
  "kind" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "data" JSONB
);
CREATE INDEX "DomainEvent_claimId_at_idx" ON "DomainEvent" ("claimId", "at" DESC);
CREATE INDEX "DomainEvent_kind_at_idx" ON "DomainEvent" ("kind", "at" DESC);

CREATE TABLE "Lease" (
  "name" TEXT PRIMARY KEY,
  "holder" TEXT NOT NULL,
  "until" TIMESTAMP(3) NOT NULL
);
