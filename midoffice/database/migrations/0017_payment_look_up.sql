CREATE TABLE "payment_look_up" (
	"payment_id" text NOT NULL,
	"device_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_look_up_payment_id_device_id_pk" PRIMARY KEY("payment_id","device_id")
);
--> statement-breakpoint
ALTER TABLE "desk_share" ADD COLUMN "failing" jsonb DEFAULT '[]'::jsonb NOT NULL;