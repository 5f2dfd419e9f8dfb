CREATE TABLE "desk_share" (
	"device_id" text PRIMARY KEY NOT NULL,
	"building" text NOT NULL,
	"name" text NOT NULL,
	"printers" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "desk_share_building" ON "desk_share" USING btree ("building");