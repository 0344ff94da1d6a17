CREATE TABLE "User" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT,
  "email" TEXT NOT NULL,
  "emailVerified" TIMESTAMP(3),
  "image" TEXT,
  "isPlatformAdmin" BOOLEAN NOT NULL DEFAULT false,
  "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "User_email_key" ON "User" ("email");

CREATE TABLE "Account" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "userId" TEXT NOT NULL REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "type" TEXT NOT NULL,
  "provider" TEXT NOT NULL,
  "providerAccountId" TEXT NOT NULL
);
CREATE UNIQUE INDEX "Account_provider_providerAccountId_key" ON "Account" ("provider", "providerAccountId");

CREATE TABLE "Session" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "sessionToken" TEXT NOT NULL,
  "userId" TEXT NOT NULL REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "expires" TIMESTAMP(3) NOT NULL
);
CREATE UNIQUE INDEX "Session_sessionToken_key" ON "Session" ("sessionToken");

CREATE TABLE "Team" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "slug" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "Team_slug_key" ON "Team" ("slug");

CREATE TABLE "Membership" (
  "teamId" TEXT NOT NULL REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "userId" TEXT NOT NULL REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "role" TEXT NOT NULL CHECK ("role" IN ('viewer', 'editor', 'admin')),
  PRIMARY KEY ("teamId", "userId")
);

CREATE TABLE "TeamNamespace" (
  "namespace" TEXT NOT NULL PRIMARY KEY,
  "teamId" TEXT NOT NULL REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "AuditEvent" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "teamId" TEXT NOT NULL REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "actorId" TEXT NOT NULL,
  "actorName" TEXT NOT NULL,
  "action" TEXT NOT NULL,
  "namespace" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "result" TEXT NOT NULL,
  "summary" TEXT NOT NULL,
  "reason" TEXT,
  "changes" JSONB NOT NULL,
  "before" JSONB,
  "after" JSONB
);
CREATE INDEX "AuditEvent_teamId_at_idx" ON "AuditEvent" ("teamId", "at" DESC);
CREATE INDEX "AuditEvent_teamId_namespace_name_idx" ON "AuditEvent" ("teamId", "namespace", "name");

CREATE TABLE "PendingDeletion" (
  "namespace" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "teamId" TEXT NOT NULL,
  "requestedBy" TEXT NOT NULL,
  "uid" TEXT NOT NULL,
  "document" JSONB NOT NULL,
  "dueAt" TIMESTAMP(3) NOT NULL,
  PRIMARY KEY ("namespace", "name")
);
CREATE INDEX "PendingDeletion_dueAt_idx" ON "PendingDeletion" ("dueAt");
