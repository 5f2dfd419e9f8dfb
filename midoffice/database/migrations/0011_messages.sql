CREATE TABLE "message_delivery" (
	"message_id" text PRIMARY KEY NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claimed_until" timestamp with time zone,
	"next_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "document_of_appointment" ON "document" USING btree ((data ->> 'appointmentId')) WHERE collection = 'messages' AND data ->> 'appointmentId' IS NOT NULL;--> statement-breakpoint
CREATE INDEX "document_unsent" ON "document" USING btree ("id") WHERE collection = 'messages' AND data ->> 'state' = 'requested';