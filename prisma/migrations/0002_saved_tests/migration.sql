CREATE TABLE "RouteTests" (
  "namespace" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "teamId" TEXT NOT NULL REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "tests" JSONB NOT NULL,
  "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedBy" TEXT NOT NULL,
  PRIMARY KEY ("teamId", "namespace", "name")
);
