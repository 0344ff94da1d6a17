-- Two replicas may write one claim: whoever knew an older version is refused. `updatedAt` is the database's own clock, by which
-- replicas ask what has changed: theirs differ.
ALTER TABLE "DomainClaim" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "DomainClaim" ADD COLUMN "actingUser" TEXT NOT NULL DEFAULT '';
ALTER TABLE "DomainClaim" ADD COLUMN "guard" JSONB;
UPDATE "DomainClaim" SET "actingUser" = "createdBy";
CREATE FUNCTION "DomainClaim_touch"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."updatedAt" := clock_timestamp() AT TIME ZONE 'UTC';
  RETURN NEW;
END
$$;
CREATE TRIGGER "DomainClaim_touch" BEFORE INSERT OR UPDATE ON "DomainClaim" FOR EACH ROW EXECUTE FUNCTION "DomainClaim_touch"();

-- Addresses that the Gateway had once: a customer's record that still has one was copied.
CREATE TABLE "GatewayAddress" (
  "address" TEXT PRIMARY KEY,
  "lastSeenAt" TIMESTAMP(3) NOT NULL
);
