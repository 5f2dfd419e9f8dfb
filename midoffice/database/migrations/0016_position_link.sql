CREATE TABLE "position_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"visit_id" text NOT NULL,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "position_link_visit" ON "position_link" USING btree ("visit_id");