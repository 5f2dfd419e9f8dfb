DROP INDEX "document_of_dossier";--> statement-breakpoint
CREATE INDEX "document_of_dossier" ON "document" USING btree ((data ->> 'dossierId'),"collection") WHERE data ->> 'dossierId' IS NOT NULL;