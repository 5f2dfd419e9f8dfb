CREATE TABLE "content" (
	"digest" text PRIMARY KEY NOT NULL,
	"bytes" bigint NOT NULL,
	"media_type" text NOT NULL,
	"state" text NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	"scanned_at" timestamp with time zone,
	"claimed_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "content_reference" (
	"document_id" text NOT NULL,
	"digest" text NOT NULL,
	"member_id" text NOT NULL,
	"device_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_reference_document_id_digest_pk" PRIMARY KEY("document_id","digest")
);
--> statement-breakpoint
CREATE TABLE "content_upload" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"device_id" text NOT NULL,
	"document_id" text NOT NULL,
	"digest" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"received" bigint DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "content_upload_part" (
	"upload_id" text NOT NULL,
	"start" bigint NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "content_upload_part_upload_id_start_pk" PRIMARY KEY("upload_id","start")
);
--> statement-breakpoint
CREATE INDEX "content_to_scan" ON "content" USING btree ("stored_at") WHERE state IN ('pending', 'unavailable', 'unscanned');--> statement-breakpoint
CREATE INDEX "content_reference_digest" ON "content_reference" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "content_upload_device" ON "content_upload" USING btree ("device_id") WHERE finished_at IS NULL;