CREATE TABLE "appointment_link" (
	"selector" text PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"appointment_id" text NOT NULL,
	"language" text NOT NULL,
	"wrong" integer DEFAULT 0 NOT NULL,
	"undo" jsonb,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "appointment_link_appointment" ON "appointment_link" USING btree ("appointment_id");