CREATE INDEX "document_created" ON "document" USING btree ("collection",((data ->> 'createdAt') COLLATE "C"));--> statement-breakpoint
CREATE INDEX "document_closed" ON "document" USING btree (((data ->> 'closedOn') COLLATE "C")) WHERE collection = 'dossiers' AND data ->> 'closedOn' IS NOT NULL;--> statement-breakpoint
CREATE INDEX "document_starts" ON "document" USING btree (((data ->> 'startsAt') COLLATE "C")) WHERE collection = 'appointments';--> statement-breakpoint
CREATE INDEX "document_arrived" ON "document" USING btree (((data ->> 'arrivedAt') COLLATE "C")) WHERE collection = 'visits';--> statement-breakpoint
CREATE INDEX "document_of_person" ON "document" USING btree ((data ->> 'personId')) WHERE data ->> 'personId' IS NOT NULL;--> statement-breakpoint
CREATE INDEX "document_of_applicant" ON "document" USING btree ((data ->> 'applicantId')) WHERE collection = 'dossiers';--> statement-breakpoint
CREATE INDEX "document_parties" ON "document" USING gin ((jsonb_path_query_array(data -> 'parties', '$[*].personId'))) WITH (fastupdate=false) WHERE collection = 'dossiers';--> statement-breakpoint
CREATE TABLE "desk_pin" (
	"member_id" text NOT NULL,
	"collection" text NOT NULL,
	"id" text NOT NULL,
	"last_day" text NOT NULL,
	CONSTRAINT "desk_pin_member_id_collection_id_pk" PRIMARY KEY("member_id","collection","id")
);
--> statement-breakpoint
CREATE INDEX "desk_pin_day" ON "desk_pin" USING btree ("last_day");
--> statement-breakpoint
CREATE FUNCTION onthaal_search_words(collection text, data jsonb) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(array_remove(string_to_array(regexp_replace(
    regexp_replace(lower(normalize(concat_ws(' ',
      CASE collection
        WHEN 'persons' THEN concat_ws(' ', data ->> 'displayName', data ->> 'givenName', data ->> 'familyName',
          data ->> 'nationalNumber', data ->> 'enterpriseNumber', data ->> 'associationCode')
        ELSE concat_ws(' ', data ->> 'number', data ->> 'subject', data ->> 'parcel') END,
      CASE WHEN data -> 'flags' @> '[{"kind": "addressSecret"}]' THEN NULL ELSE concat_ws(' ',
        data -> 'address' ->> 'streetName', data -> 'address' ->> 'houseNumber', data -> 'address' ->> 'municipality') END
    ), NFKD)), '[\u0300-\u036f''`´’‘]', '', 'g'),
    '[^a-z0-9]+', ' ', 'g'), ' '), ''))
$$;
--> statement-breakpoint
CREATE INDEX "document_search" ON "document" USING gin (onthaal_search_words(collection, data)) WITH (fastupdate=false) WHERE collection IN ('persons', 'dossiers');
