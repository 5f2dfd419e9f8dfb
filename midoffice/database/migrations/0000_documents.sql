CREATE SEQUENCE "public"."change_sequence" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"member_id" text NOT NULL,
	"device_id" text NOT NULL,
	"operation_id" text NOT NULL,
	"collection" text NOT NULL,
	"document_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device" (
	"id" text PRIMARY KEY NOT NULL,
	"number_prefix" text NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "device_number_prefix_unique" UNIQUE("number_prefix")
);
--> statement-breakpoint
CREATE TABLE "document" (
	"collection" text NOT NULL,
	"id" text NOT NULL,
	"data" jsonb NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"transaction_id" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"sequence" bigint DEFAULT nextval('change_sequence') NOT NULL,
	CONSTRAINT "document_collection_id_pk" PRIMARY KEY("collection","id")
);
--> statement-breakpoint
CREATE TABLE "operation" (
	"device_id" text NOT NULL,
	"operation_id" text NOT NULL,
	"collection" text NOT NULL,
	"document_id" text NOT NULL,
	"state_hash" text NOT NULL,
	"accepted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "operation_device_id_operation_id_collection_document_id_pk" PRIMARY KEY("device_id","operation_id","collection","document_id")
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_entry_document" ON "audit_entry" USING btree ("collection","document_id","sequence");--> statement-breakpoint
CREATE INDEX "document_change" ON "document" USING btree ("collection","transaction_id","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "document_dossier_number" ON "document" USING btree ((data ->> 'number')) WHERE collection = 'dossiers';--> statement-breakpoint
CREATE INDEX "document_reference_code" ON "document" USING btree ((data ->> 'kind'),(data ->> 'code')) WHERE collection = 'references';