CREATE TABLE "history_mark" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"previous_end" "xid8" NOT NULL,
	"previous_at" timestamp with time zone,
	CONSTRAINT "history_mark_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "revocation" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "revocation_kind_id_pk" PRIMARY KEY("kind","id")
);
--> statement-breakpoint
CREATE INDEX "document_of_dossier" ON "document" USING btree ((data ->> 'dossierId')) WHERE data ->> 'dossierId' IS NOT NULL;--> statement-breakpoint
CREATE INDEX "document_about_dossiers" ON "document" USING gin ((data -> 'dossierIds')) WHERE collection = 'interactions';