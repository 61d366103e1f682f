// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
import type { LosslessNumber } from "lossless-json";

export interface components {
    schemas: {
        Day: string;
        NewBankAccount: {
            customer_id?: components["schemas"]["Id"];
            provider_id?: components["schemas"]["Id"];
            /** @description 1 to 22 printable ASCII characters, as entries have it. */
            holder_name: string;
            /** @enum {string} */
            holder_type: "person" | "company";
            /** @description 9 digits of an ABA routing number. */
            routing_number: string;
            /** @description 4 to 17 letters and digits, blanks and hyphens between them. */
            account_number: string;
            /** @enum {string} */
            account_type: "checking" | "savings";
        };
        BankAccount: {
            /** @description The token that transfers carry. */
            bank_account_id: string;
            customer_id?: string;
            provider_id?: string;
            holder_name: string;
            /** @enum {string} */
            holder_type: "person" | "company";
            routing_number: string;
            /** @enum {string} */
            account_type: "checking" | "savings";
            /** @description The last characters of its number, at most half of them; absent where it has four. */
            last_four?: string;
            /** @enum {string} */
            status: "unverified" | "pending_verification" | "verified" | "blocked";
            /** @description A return code, or why else, in snake_case. */
            blocked_reason?: string;
            /** @description The notification of change that was applied last. */
            change_code?: string;
            verification?: {
                /** @enum {string} */
                method: "prenote" | "micro_deposits";
                started_at: components["schemas"]["Moment"];
                /** @description From which day a prenote that did not come back verifies it. */
                live_from?: string;
            };
            created_at: components["schemas"]["Moment"];
            updated_at: components["schemas"]["Moment"];
        };
        /** @enum {string} */
        AchTransferStatus: "initiated" | "processing" | "completed" | "failed";
        NewAchTransfer: {
            /**
             * @description To the account or from it.
             * @enum {string}
             */
            direction: "credit" | "debit";
            amount: components["schemas"]["Amount"];
            /**
             * @default USD
             * @enum {string}
             */
            currency: "USD";
            bank_account_id: components["schemas"]["Id"];
            /**
             * @description `auto` is the cheaper one that is in time.
             * @default standard
             * @enum {string}
             */
            transfer_type: "standard" | "same-day" | "auto";
            /**
             * @description Of credits `payout` or `wages`, of debits `payment` or `purchase`; by default the first.
             * @enum {string}
             */
            purpose?: "payout" | "wages" | "payment" | "purchase";
            /** @description The banking day by which it must have settled. */
            needed_by?: components["schemas"]["Day"];
            /** @description The authorisation of a debit. */
            authorisation_id?: components["schemas"]["Id"];
        };
        AchTransfer: {
            transfer_id: string;
            status: components["schemas"]["AchTransferStatus"];
            /** @enum {string} */
            detail: "queued" | "batched" | "submitted" | "acknowledged" | "settled" | "corrected" | "returned" | "cancelled" | "rejected";
            /** @enum {string} */
            direction: "credit" | "debit";
            amount: components["schemas"]["AmountShown"];
            amount_cents: components["schemas"]["Cents"];
            /** @enum {string} */
            currency: "USD";
            bank_account_id: string;
            provider_id?: string;
            customer_id?: string;
            /** @description The payment that it is the debit or a refund of. */
            payment_id?: string;
            /** @enum {string} */
            purpose: "payout" | "wages" | "payment" | "purchase" | "reversal";
            /** @enum {string} */
            transfer_type: "standard" | "same-day";
            /** @enum {string} */
            sec_code: "PPD" | "CCD" | "WEB";
            /** @description As the receiver sees it. */
            entry_description: string;
            authorisation_id?: string;
            window: {
                /** @enum {string} */
                name: "same-day-1" | "same-day-2" | "same-day-3" | "standard";
                processing_day: string;
                cut_off_at: components["schemas"]["Moment"];
                /** @description When it settles. */
                effective_entry_date: string;
            };
            batch_id?: string;
            file_id?: string;
            /** @description Its trace number, ODFI and sequence apart: `12104288/0000001`. */
            trace?: string;
            /** @description Such as R01. */
            return_code?: string;
            /** @description The last day on which its return might have come; of one that came later. */
            return_due_by?: string;
            /** @description Such as C02. */
            change_code?: string;
            /** @description Why it was cancelled or rejected, in snake_case. */
            failure_code?: string;
            /** @description What was checked before it was taken. */
            nacha_compliance: {
                rule: string;
                ok: boolean;
            }[];
            fraud_check_result: {
                outcome: string;
                score: number;
                reasons: string[];
            };
            /** @description Its part of the file's fees, exact, in tenths of a cent. */
            processing_cost_mills?: number;
            /** @description The same, rounded up to cents. */
            processing_cost_cents?: number;
            settled_on?: string;
            /** @description When what a debit brought is its owner's. */
            held_until?: string;
            /** @description Of a debit that is tried again: the first one. */
            retry_of?: string;
            /** @description The debit by which this one was tried again. */
            retried_by?: string;
            /** @description Of a reversal: what it reverses. */
            reversal_of?: string;
            /** @enum {string} */
            reversal_reason?: "duplicate" | "wrong_amount" | "wrong_receiver" | "wrong_date" | "ppd_separation";
            /** @description The transfer by which this one was reversed. */
            reversed_by?: string;
            created_at: components["schemas"]["Moment"];
            updated_at: components["schemas"]["Moment"];
        };
        AchFile: {
            file_id: string;
            /** @enum {string} */
            status: "claiming" | "claimed" | "built" | "delivering" | "delivered" | "acknowledged" | "settled" | "rejected" | "held" | "cancelling" | "cancelled";
            window: {
                name: string;
                processing_day: string;
                cut_off_at: components["schemas"]["Moment"];
                closes_at: components["schemas"]["Moment"];
            };
            entries: number;
            batches?: number;
            credit_amount: components["schemas"]["AmountShown"];
            credit_amount_cents: components["schemas"]["Cents"];
            debit_amount: components["schemas"]["AmountShown"];
            debit_amount_cents: components["schemas"]["Cents"];
            /** @description Its name in the bucket. */
            name?: string;
            bytes?: number;
            sha256?: string;
            /** @description What it costs as planned, what its transfers would cost one by one, and what no plan falls below: mills, tenths of a cent. */
            saving?: {
                planned_mills: number;
                one_by_one_mills: number;
                lower_bound_mills: number;
                prices_as_of: string;
                prices_source: string;
            };
            /** @description Why it is held or cancelled. */
            reason?: string;
            settled_on?: string;
            updated_at: components["schemas"]["Moment"];
        };
        /** @enum {string} */
        EscrowStatus: "holding" | "partially_released" | "disputed" | "released" | "refunded" | "expired";
        EscrowWord: string;
        /**
         * @description What must hold before money is released, as an object with one key: `{"time": "2026-12-01T00:00:00Z"}`, `{"event":
         *     "service.completed"}`, `{"approval": {"role": "buyer", "count": 1}}`, `{"evidence": "proof_of_delivery"}`, or several joined:
         *     `{"all": [...]}`, `{"any": [...]}`, `{"not": {...}}`; at most 6 levels deep, at most 32 of them.
         */
        ReleaseConditions: Record<string, never>;
        /**
         * @description What becomes of money that is still held when the hold ends.
         * @enum {string}
         */
        ExpiryPolicy: "keep" | "release" | "refund";
        Beneficiaries: components["schemas"]["Beneficiary"][];
        Beneficiary: {
            provider_id: components["schemas"]["Id"];
            /** @description The share; those of all add up to 10000. */
            basis_points: number;
        };
        /** @description How the money is held; whatever is left out follows from the environment. Only with `provider_id`. */
        EscrowTerms: {
            release_conditions?: components["schemas"]["ReleaseConditions"];
            /** @description Whether it is released without being asked, as soon as it may be. */
            auto_release?: boolean;
            hold_end_date?: components["schemas"]["Moment"];
            expiry_policy?: components["schemas"]["ExpiryPolicy"];
            beneficiaries?: components["schemas"]["Beneficiaries"];
        };
        EscrowCondition: {
            /** @description In words: `service.completed was seen`. */
            requires: string;
            met: boolean;
            /** @description Such as `1 of 2`. */
            progress?: string;
            /** @description How those stand that are joined, in the same form. */
            parts?: Record<string, never>[];
        };
        EscrowEvidence: {
            kind: string;
            reference?: string;
            by: string;
            at: components["schemas"]["Moment"];
        };
        Escrow: {
            escrow_id: string;
            /** @description The payment. */
            transaction_id: string;
            payment_id: string;
            customer_id: string;
            beneficiaries: components["schemas"]["Beneficiary"][];
            status: components["schemas"]["EscrowStatus"];
            currency: components["schemas"]["Currency"];
            held_amount: components["schemas"]["AmountShown"];
            held_amount_cents: components["schemas"]["Cents"];
            remaining_amount: components["schemas"]["AmountShown"];
            remaining_amount_cents: components["schemas"]["Cents"];
            released_amount: components["schemas"]["AmountShown"];
            released_amount_cents: components["schemas"]["Cents"];
            fee_amount: components["schemas"]["AmountShown"];
            fee_amount_cents: components["schemas"]["Cents"];
            refunded_amount: components["schemas"]["AmountShown"];
            refunded_amount_cents: components["schemas"]["Cents"];
            hold_start_date: components["schemas"]["Moment"];
            hold_end_date?: components["schemas"]["Moment"];
            expiry_policy: components["schemas"]["ExpiryPolicy"];
            auto_release_enabled: boolean;
            release_conditions: components["schemas"]["ReleaseConditions"];
            conditions: components["schemas"]["EscrowCondition"];
            /** @description What a release waits for, in words. */
            missing: string[];
            /** @description From when the rail's money is there; absent while the rail has not said. */
            funds_available_at?: components["schemas"]["Moment"];
            /** @description Whether it may be released before the rail's money is there. */
            prefunded: boolean;
            /** @description The dispute that froze it last. */
            dispute_id?: string;
            dispute_deadline?: components["schemas"]["Moment"];
            events: string[];
            approvals: {
                role: string;
                by: string;
                at: components["schemas"]["Moment"];
            }[];
            evidence: components["schemas"]["EscrowEvidence"][];
            version: number;
            created_at: components["schemas"]["Moment"];
            updated_at: components["schemas"]["Moment"];
        };
        EscrowPage: {
            data: components["schemas"]["Escrow"][];
            /** @description Absent on the last page. */
            next_cursor?: string;
        };
        EscrowRelease: {
            release_id: string;
            amount: components["schemas"]["AmountShown"];
            amount_cents: components["schemas"]["Cents"];
            fee_amount: components["schemas"]["AmountShown"];
            fee_amount_cents: components["schemas"]["Cents"];
            currency: components["schemas"]["Currency"];
            /** @enum {string} */
            cause: "request" | "conditions" | "expiry" | "dispute";
            shares: {
                provider_id: string;
                amount: components["schemas"]["AmountShown"];
                amount_cents: components["schemas"]["Cents"];
                /** @description The part of it that paid what the provider owed. */
                offset_amount: components["schemas"]["AmountShown"];
                offset_amount_cents: components["schemas"]["Cents"];
                /**
                 * @description Whether the rest was paid out with the release. Where it was not, it is owed to the provider, and is paid out by a transfer. Absent where an environment has no bank.
                 * @enum {string}
                 */
                payout?: "queued" | "none" | "account_missing" | "account_blocked" | "provider_blocked" | "declined" | "unavailable";
                /** @description The transfer that pays it out, where it is `queued`. */
                transfer_id?: string;
            }[];
            released_at: components["schemas"]["Moment"];
        };
        EscrowReleased: {
            escrow: components["schemas"]["Escrow"];
            release: components["schemas"]["EscrowRelease"];
        };
        EscrowRefunded: {
            escrow: components["schemas"]["Escrow"];
            refund: components["schemas"]["Refund"];
        };
        EscrowDispute: {
            dispute_id: string;
            escrow_id: string;
            /**
             * @description A rail's is decided by the rail alone.
             * @enum {string}
             */
            origin: "party" | "rail";
            /** @enum {string} */
            status: "opened" | "evidence_required" | "under_review" | "won" | "lost" | "withdrawn";
            amount: components["schemas"]["AmountShown"];
            amount_cents: components["schemas"]["Cents"];
            currency: components["schemas"]["Currency"];
            reason?: string;
            opened_by: string;
            evidence: components["schemas"]["EscrowEvidence"][];
            deadline?: components["schemas"]["Moment"];
            decision?: {
                /** @enum {string} */
                outcome: "release" | "refund" | "split";
                refund_amount: components["schemas"]["AmountShown"];
                refund_amount_cents: components["schemas"]["Cents"];
                release_amount: components["schemas"]["AmountShown"];
                release_amount_cents: components["schemas"]["Cents"];
                by: string;
                at: components["schemas"]["Moment"];
                carried_out_at?: components["schemas"]["Moment"];
            };
            opened_at: components["schemas"]["Moment"];
            updated_at: components["schemas"]["Moment"];
        };
        EscrowDisputePage: {
            data: components["schemas"]["EscrowDispute"][];
        };
        EscrowStatement: {
            escrow_id: string;
            currency: components["schemas"]["Currency"];
            entries: {
                at: components["schemas"]["Moment"];
                /** @enum {string} */
                kind: "held" | "released" | "refund_held" | "refund_returned" | "charged_back" | "brought_back" | "returned";
                /** @enum {string} */
                direction: "in" | "out";
                amount: components["schemas"]["AmountShown"];
                amount_cents: components["schemas"]["Cents"];
                balance: components["schemas"]["AmountShown"];
                balance_cents: components["schemas"]["Cents"];
                reference?: string;
            }[];
            interest?: {
                accrued_amount: components["schemas"]["AmountShown"];
                accrued_amount_cents: components["schemas"]["Cents"];
                /** Format: date */
                accrued_through: string;
                /** @description What is not a whole cent yet, exactly: `17/365`. */
                remainder: string;
                paid_at?: components["schemas"]["Moment"];
                days: {
                    /** Format: date */
                    day: string;
                    principal: components["schemas"]["AmountShown"];
                    principal_cents: components["schemas"]["Cents"];
                    /** @description Millionths a year. */
                    rate_micros: number;
                    day_count: string;
                    amount: components["schemas"]["AmountShown"];
                    amount_cents: components["schemas"]["Cents"];
                    remainder: string;
                }[];
            };
        };
        EventType: string;
        Event: {
            /** @description `evt_` and a UUID; the same event may come twice, so note the ids. */
            id: string;
            type: string;
            /**
             * @description The version of the envelope and of what `data` holds.
             * @enum {integer}
             */
            version: 1;
            at: components["schemas"]["Moment"];
            /** @description The Region that wrote it. */
            region: string;
            /** @description The epoch of that Region's lease. */
            epoch: number;
            /** @description The resources that it tells of, as this API shows them. */
            data: {
                [key: string]: unknown;
            };
        };
        /** @description The version that is replaced; the request is refused where it is another by now. Without it the last one wins. */
        PartyVersion: number;
        /**
         * @description A blocked one makes no new payments.
         * @default active
         * @enum {string}
         */
        PartyStatus: "active" | "blocked";
        /** @description Your own name for it elsewhere. */
        ExternalReference: string;
        Name: string;
        Email: string;
        /**
         * @description When the provider is paid out to `payout_account`. `on_release`: with each release of held money. `daily`, `weekly`, `monthly`: all that is owed by one transfer, soon after 13:00 UTC of each banking day, of Monday, of the first day of the month; where that is no banking day, of the next one. What the provider owes is kept from it. A payout that cannot be made is told by `payout.not_made`, and tried again on the next day. `manual`: as transfers are asked for. By default `on_release` where there is a `payout_account`, else `manual`.
         * @enum {string}
         */
        PayoutSchedule: "on_release" | "manual" | "daily" | "weekly" | "monthly";
        /**
         * @description The name of the plan that fees are taken by.
         * @default standard
         */
        FeePlan: string;
        Customer: {
            customer_id: string;
            /** @description Counts changes. */
            version: number;
            /** @enum {string} */
            status: "active" | "blocked";
            external_reference?: string;
            name?: string;
            email?: string;
            created_at: components["schemas"]["Moment"];
            updated_at: components["schemas"]["Moment"];
        };
        Provider: {
            provider_id: string;
            /** @description Counts changes. */
            version: number;
            /** @enum {string} */
            status: "active" | "blocked";
            payout_account?: string;
            /** @enum {string} */
            payout_schedule: "on_release" | "manual" | "daily" | "weekly" | "monthly";
            /**
             * Format: date
             * @description The banking day of the next payout; of a schedule that goes by the clock.
             */
            next_payout_on?: string;
            fee_plan: string;
            external_reference?: string;
            name?: string;
            email?: string;
            created_at: components["schemas"]["Moment"];
            updated_at: components["schemas"]["Moment"];
        };
        /** @description What may be shown of a card (PCI DSS 3.4.1). */
        CardShown: {
            brand: string;
            /** @description The issuer's number; absent where the number is short. */
            bin?: string;
            last_four: string;
            exp_month: number;
            exp_year: number;
        };
        PaymentMethod: {
            /** @description The token that payments carry. */
            payment_method: string;
            customer_id: string;
            /** @enum {string} */
            type: "card";
            card: components["schemas"]["CardShown"];
            created_at: components["schemas"]["Moment"];
        };
        /** @description The client's own id, unique for ever. */
        PaymentId: string;
        /** @description Another name of `payment_id`. */
        TransactionId: string;
        /** @enum {string} */
        PaymentStatus: "pending" | "processing" | "completed" | "failed" | "refunded" | "partially_refunded" | "requires_review" | "disputed";
        NewPayment: {
            /** @description The client's own id, unique for ever; without one it is `pay_` and a UUID. */
            payment_id?: components["schemas"]["PaymentId"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            /** @description Who pays; a guest, where it is left out, so none that begins with `guest:`. */
            customer_id?: components["schemas"]["Id"];
            /** @description Who is paid. */
            provider_id?: components["schemas"]["Id"];
            /** @description What pays: a card's token (`tok_...`), a bank account of the customer's (`ba_...`), or a method that is still at Stripe (`pm_...`). */
            payment_method?: string;
            /**
             * @description Whether the money is taken at once, or reserved until it is captured.
             * @default automatic
             * @enum {string}
             */
            capture_method: "automatic" | "manual";
            description?: components["schemas"]["Description"];
            billing_address?: components["schemas"]["BillingAddress"];
            escrow?: components["schemas"]["EscrowTerms"];
        };
        /** @description What it is for, in your own words. */
        Description: string;
        /** @description Only a keyed fingerprint of it is kept, to count payments by. */
        BillingAddress: {
            line1: string;
            line2?: string;
            city?: string;
            state?: string;
            postal_code: string;
            /** @description ISO 3166-1, two letters. */
            country: string;
        };
        /**
         * Format: decimal
         * @description In the currency, with all of its decimals.
         */
        AmountShown: LosslessNumber;
        /** @description In the currency's smallest unit. */
        Cents: number;
        Payment: {
            payment_id: string;
            /** @description The same as `payment_id`. */
            transaction_id: string;
            status: components["schemas"]["PaymentStatus"];
            /**
             * @description What stands behind the status.
             * @enum {string}
             */
            detail?: "authorised" | "partially_captured" | "voided" | "expired" | "declined" | "returned" | "charged_back";
            amount: components["schemas"]["AmountShown"];
            amount_cents: components["schemas"]["Cents"];
            currency: components["schemas"]["Currency"];
            customer_id: string;
            provider_id?: string;
            /** @description Where its money is held; absent until it is, and without a provider. */
            escrow_id?: string;
            /** @description The token that stands for the card, or the bank account. */
            payment_method?: string;
            description?: string;
            /** @description What the money moves on, such as `cards`, `ach-debit`, `stripe` or `simulator`. */
            rail: string;
            /** @enum {string} */
            capture_method: "automatic" | "manual";
            captured_amount: components["schemas"]["AmountShown"];
            captured_amount_cents: components["schemas"]["Cents"];
            refunded_amount: components["schemas"]["AmountShown"];
            refunded_amount_cents: components["schemas"]["Cents"];
            /** @description What chargebacks have taken and not brought back. Absent where nothing was. */
            charged_back_amount?: components["schemas"]["AmountShown"];
            charged_back_amount_cents?: components["schemas"]["Cents"];
            /** @description What went back or is about to, by refunds, chargebacks and returns together. */
            reversed_amount: components["schemas"]["AmountShown"];
            reversed_amount_cents: components["schemas"]["Cents"];
            authorisation_expires_at?: components["schemas"]["Moment"];
            fraud_score: number;
            /** @enum {string} */
            fraud_decision: "approve" | "review" | "decline";
            fraud_reasons: string[];
            reviewed_by?: string;
            /** @description Why it failed, in snake_case. */
            failure_code?: string;
            /** @description The rail's own name for the charge. */
            rail_reference?: string;
            /** @description The KMS key that the payment's record rests under. */
            kms_key_id?: string;
            /** @description What processing cost, rounded up. */
            processing_cost_cents?: number;
            /** @description The same, exact, in millionths of the currency's unit. */
            processing_cost_micros?: number;
            /** @description What Stripe would have cost: nothing, where nothing was taken. */
            stripe_saved_cost_cents?: number;
            /** @description Per cent of what Stripe would have cost; absent where that is nothing. */
            savings_percentage?: number;
            created_at: components["schemas"]["Moment"];
            updated_at: components["schemas"]["Moment"];
            completed_at?: components["schemas"]["Moment"];
        };
        Refund: {
            refund_id: string;
            payment_id: string;
            /** @description The same as `payment_id`. */
            transaction_id: string;
            /** @enum {string} */
            status: "processing" | "completed" | "failed";
            amount: components["schemas"]["AmountShown"];
            amount_cents: components["schemas"]["Cents"];
            currency: components["schemas"]["Currency"];
            /** @description Why it failed, in snake_case. */
            failure_code?: string;
            created_at?: components["schemas"]["Moment"];
            completed_at?: components["schemas"]["Moment"];
            /** @description The payment as it is afterwards. */
            payment?: components["schemas"]["Payment"];
        };
        Id: string;
        /**
         * Format: date-time
         * @description ISO 8601 with its offset.
         */
        Moment: string;
        /** @description ISO 4217. */
        Currency: string;
        /**
         * Format: decimal
         * @description A decimal number above 0 with at most the currency's decimals, without sign or exponent.
         */
        Amount: string;
        /** @description A problem document (RFC 9457). `code`, `param` and `detail` are those of the first fault, `errors` holds all. */
        Problem: {
            /** @description A URN that ends in the code. */
            type: string;
            /** @description What the code means. */
            title: string;
            /** @description The HTTP status. */
            status: number;
            /** @description What was wrong here: field, what was seen, what is allowed. */
            detail: string;
            /** @description Machine-readable, snake_case. */
            code: string;
            /** @description The field as it was sent, such as `card.exp_month`, or the header; empty where the request as a whole is meant. */
            param: string;
            /** @description The request's id. */
            requestId: string;
            errors: {
                code: string;
                param: string;
                message: string;
            }[];
        };
        Status: {
            /** @enum {string} */
            status: "ok" | "degraded";
            environment: string;
            region: string;
            at: components["schemas"]["Moment"];
            checks: {
                /** @enum {string} */
                kind: "table" | "key" | "queue";
                name: string;
                /** @enum {string} */
                status: "ok" | "failed";
                latency_ms: number;
                /** @description How many wait in a queue. */
                messages?: number;
                /** @description Why it failed, in snake_case. */
                failure_code?: string;
            }[];
        };
        /**
         * Format: uri
         * @description An https address on the public internet; it is not followed elsewhere.
         */
        EndpointUrl: string;
        /** @description Which events are sent. */
        EventFilters: string[];
        /** @description What it is for, in your own words; empty text is none. */
        EndpointDescription: string;
        WebhookEndpoint: {
            endpoint_id: string;
            url: string;
            event_types: string[];
            /** @description Empty where none was given. */
            description: string;
            /** @enum {string} */
            status: "enabled" | "disabled";
            /**
             * @description Why it is disabled: `requested` by its owner, `gone` by its own answer 410, or `failing` for five days.
             * @enum {string}
             */
            disabled_reason?: "requested" | "gone" | "failing";
            previous_secret_expires_at?: components["schemas"]["Moment"];
            created_at: components["schemas"]["Moment"];
            updated_at: components["schemas"]["Moment"];
        };
        WebhookEndpointWithSecret: components["schemas"]["WebhookEndpoint"] & {
            /** @description `whsec_` and 32 bytes in base64; shown this once. */
            secret: string;
        };
        /**
         * @description `pending` until it has arrived or the last attempt has failed.
         * @enum {string}
         */
        DeliveryStatus: "pending" | "delivered" | "failed" | "cancelled";
        Delivery: {
            delivery_id: string;
            endpoint_id: string;
            event_id: string;
            event_type: string;
            status: components["schemas"]["DeliveryStatus"];
            attempts: number;
            /** @description The HTTP status of the last attempt. */
            response_status?: number;
            /** @description Why the last attempt failed, in snake_case. */
            failure_code?: string;
            next_attempt_at?: components["schemas"]["Moment"];
            created_at: components["schemas"]["Moment"];
            delivered_at?: components["schemas"]["Moment"];
        };
    };
    responses: {
        /** @description The bank account, masked; 201 where it is new, 200 where it was known, 202 where its verification has begun. */
        BankAccount: {
            headers: {
                Location: components["headers"]["Location"];
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["BankAccount"];
            };
        };
        /** @description The authorisation. */
        Authorisation: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    authorisation_id: string;
                    bank_account_id: string;
                    /** @enum {string} */
                    method: "written" | "online";
                    /** @enum {string} */
                    use: "single" | "recurring";
                    amount_max?: components["schemas"]["AmountShown"];
                    evidence: string;
                    given_at: components["schemas"]["Moment"];
                    revoked_at?: components["schemas"]["Moment"];
                    created_at: components["schemas"]["Moment"];
                };
            };
        };
        /** @description The transfer as it stands. */
        AchTransfer: {
            headers: {
                Location: components["headers"]["Location"];
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AchTransfer"];
            };
        };
        /** @description The customer. */
        Customer: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Customer"];
            };
        };
        /** @description The provider. */
        Provider: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Provider"];
            };
        };
        /** @description The payment as it stands. */
        Payment: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Payment"];
            };
        };
        /** @description The rail's answer is not known yet. Ask at `Location`. */
        PaymentUnderWay: {
            headers: {
                Location: components["headers"]["Location"];
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Payment"];
            };
        };
        /** @description A problem document. */
        Problem: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The card's token; 201 where it is new, 200 where the card was known. */
        Token: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description The `payment_method` of payments. */
                    token: string;
                    /** @description False where the card was known already. */
                    created: boolean;
                    customer_id: string;
                    card: components["schemas"]["CardShown"];
                    /** @description Present where the request carried a code. */
                    verification?: {
                        outcome: string;
                        /** @description The acquirer's reason. */
                        code: string;
                    };
                };
            };
        };
        /** @description The endpoint. */
        WebhookEndpoint: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["WebhookEndpoint"];
            };
        };
        /** @description The endpoint, with the secret that deliveries are signed by. */
        WebhookEndpointWithSecret: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["WebhookEndpointWithSecret"];
            };
        };
        /** @description It is on its way. */
        Delivery: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Delivery"];
            };
        };
    };
    parameters: {
        /** @description The account's token. */
        BankAccountId: components["schemas"]["Id"];
        /** @description The transfer's id. */
        TransferId: components["schemas"]["Id"];
        /** @description The escrow's id. */
        EscrowId: components["schemas"]["Id"];
        /** @description The dispute's id. */
        EscrowDisputeId: components["schemas"]["Id"];
        /** @description The client's own id of the customer. */
        CustomerId: components["schemas"]["Id"];
        /** @description The client's own id of the provider. */
        ProviderId: components["schemas"]["Id"];
        /** @description The payment's id. */
        PaymentId: components["schemas"]["PaymentId"];
        /** @description The same key, the same answer. Left out, the request's own id serves. */
        IdempotencyKey: string;
        /** @description How many at most. */
        Limit: number;
        /** @description The `next_cursor` of the page before. */
        Cursor: string;
        /** @description Only what was made at this moment or later. */
        CreatedAfter: components["schemas"]["Moment"];
        /** @description Only what was made before this moment. */
        CreatedBefore: components["schemas"]["Moment"];
        /** @description The endpoint's id. */
        EndpointId: components["schemas"]["Id"];
    };
    requestBodies: never;
    headers: {
        /** @description The request's id, as logs and problem documents have it. */
        RequestId: string;
        /** @description Where to ask what became of it, relative to the server's address. */
        Location: string;
        /** @description Seconds to wait before asking again. */
        RetryAfter: number;
    };
    pathItems: never;
}
export interface operations {
    listAchTransfers: {
        parameters: {
            query: {
                /** @description How many at most. */
                limit: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only this provider's. */
                provider_id?: components["schemas"]["Id"];
                /** @description Only this customer's. */
                customer_id?: components["schemas"]["Id"];
                /** @description Only those with this status. */
                status?: components["schemas"]["AchTransferStatus"];
                /** @description Only what was made at this moment or later. */
                created_after?: components["parameters"]["CreatedAfter"];
                /** @description Only what was made before this moment. */
                created_before?: components["parameters"]["CreatedBefore"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of transfers. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AchTransfer"][];
                        /** @description Absent on the last page. */
                        next_cursor?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createAchTransfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key, the same answer. Left out, the request's own id serves. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAchTransfer"];
            };
        };
        responses: {
            201: components["responses"]["AchTransfer"];
            default: components["responses"]["Problem"];
        };
    };
    getAchTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The transfer's id. */
                transfer_id: components["parameters"]["TransferId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["AchTransfer"];
            default: components["responses"]["Problem"];
        };
    };
    cancelAchTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The transfer's id. */
                transfer_id: components["parameters"]["TransferId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["AchTransfer"];
            default: components["responses"]["Problem"];
        };
    };
    reinitiateAchTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The transfer's id. */
                transfer_id: components["parameters"]["TransferId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: components["responses"]["AchTransfer"];
            default: components["responses"]["Problem"];
        };
    };
    reverseAchTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The transfer's id. */
                transfer_id: components["parameters"]["TransferId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    reason: "duplicate" | "wrong_amount" | "wrong_receiver" | "wrong_date" | "ppd_separation";
                    /** @description When the error was found; now where it is left out. */
                    found_at?: components["schemas"]["Moment"];
                };
            };
        };
        responses: {
            201: components["responses"]["AchTransfer"];
            default: components["responses"]["Problem"];
        };
    };
    listBankAccounts: {
        parameters: {
            query?: {
                /** @description This customer's. */
                customer_id?: components["schemas"]["Id"];
                /** @description This provider's. */
                provider_id?: components["schemas"]["Id"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bank accounts. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["BankAccount"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createBankAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBankAccount"];
            };
        };
        responses: {
            200: components["responses"]["BankAccount"];
            201: components["responses"]["BankAccount"];
            default: components["responses"]["Problem"];
        };
    };
    getBankAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's token. */
                bank_account_id: components["parameters"]["BankAccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["BankAccount"];
            default: components["responses"]["Problem"];
        };
    };
    authoriseDebits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's token. */
                bank_account_id: components["parameters"]["BankAccountId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description How it was given.
                     * @enum {string}
                     */
                    method: "written" | "online";
                    /**
                     * @description For one debit, or for any number.
                     * @enum {string}
                     */
                    use: "single" | "recurring";
                    /** @description The most that one debit may take, US dollars; any where it is left out. */
                    amount_max?: components["schemas"]["Amount"];
                    /** @description Where the evidence is. */
                    evidence: string;
                    given_at: components["schemas"]["Moment"];
                };
            };
        };
        responses: {
            201: components["responses"]["Authorisation"];
            default: components["responses"]["Problem"];
        };
    };
    revokeAuthorisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's token. */
                bank_account_id: components["parameters"]["BankAccountId"];
                /** @description The authorisation's id. */
                authorisation_id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Authorisation"];
            default: components["responses"]["Problem"];
        };
    };
    verifyBankAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's token. */
                bank_account_id: components["parameters"]["BankAccountId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description To begin.
                     * @enum {string}
                     */
                    method?: "prenote" | "micro_deposits";
                    /** @description To confirm, two of them; US dollars. */
                    amounts?: components["schemas"]["Amount"][];
                };
            };
        };
        responses: {
            200: components["responses"]["BankAccount"];
            202: components["responses"]["BankAccount"];
            default: components["responses"]["Problem"];
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The client's own id of the customer. */
                customer_id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Customer"];
            default: components["responses"]["Problem"];
        };
    };
    putCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The client's own id of the customer. */
                customer_id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version?: components["schemas"]["PartyVersion"];
                    status?: components["schemas"]["PartyStatus"];
                    external_reference?: components["schemas"]["ExternalReference"];
                    name?: components["schemas"]["Name"];
                    email?: components["schemas"]["Email"];
                };
            };
        };
        responses: {
            200: components["responses"]["Customer"];
            201: components["responses"]["Customer"];
            default: components["responses"]["Problem"];
        };
    };
    listPaymentMethods: {
        parameters: {
            query: {
                /** @description How many at most. */
                limit: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /** @description The client's own id of the customer. */
                customer_id: components["parameters"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of payment methods. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PaymentMethod"][];
                        /** @description Absent on the last page. */
                        next_cursor?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEscrows: {
        parameters: {
            query: {
                /** @description How many at most. */
                limit: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only this customer's. */
                customer_id?: components["schemas"]["Id"];
                /** @description Only those whose first beneficiary is this provider. */
                provider_id?: components["schemas"]["Id"];
                /** @description Only those with this status. */
                status?: components["schemas"]["EscrowStatus"];
                /** @description Only what was made at this moment or later. */
                created_after?: components["parameters"]["CreatedAfter"];
                /** @description Only what was made before this moment. */
                created_before?: components["parameters"]["CreatedBefore"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of escrows. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscrowPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEscrow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The escrow. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Escrow"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    approveEscrow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    role: components["schemas"]["EscrowWord"];
                };
            };
        };
        responses: {
            /** @description The escrow as it is afterwards. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Escrow"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeEscrowConditions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    release_conditions: components["schemas"]["ReleaseConditions"];
                };
            };
        };
        responses: {
            /** @description The escrow as it is afterwards. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Escrow"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEscrowDisputes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All disputes. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscrowDisputePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    openEscrowDispute: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key, the same answer. Left out, the request's own id serves. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The client's own id, unique among the escrow's disputes for ever; without one it is made. */
                    dispute_id?: string;
                    /** @description Why, in a word. */
                    reason?: components["schemas"]["EscrowWord"];
                    /** @description What it is about; all that is held, where it is left out. */
                    amount?: components["schemas"]["Amount"];
                    /** @description The escrow's own; a check, where it is given. */
                    currency?: components["schemas"]["Currency"];
                };
            };
        };
        responses: {
            /** @description The dispute is open. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscrowDispute"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    giveDisputeEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
                /** @description The dispute's id. */
                dispute_id: components["parameters"]["EscrowDisputeId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    kind: components["schemas"]["EscrowWord"];
                    /** @description Where it is: your own name for it. */
                    reference?: components["schemas"]["Id"];
                };
            };
        };
        responses: {
            /** @description The dispute. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscrowDispute"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resolveEscrowDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
                /** @description The dispute's id. */
                dispute_id: components["parameters"]["EscrowDisputeId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    outcome: "release" | "refund" | "split";
                    /** @description Of a split: what the customer gets back; the beneficiaries get the rest. */
                    refund_amount?: components["schemas"]["Amount"];
                    /** @description The escrow's own. */
                    currency?: components["schemas"]["Currency"];
                    /** @description Of a split: the same as a share. */
                    refund_basis_points?: number;
                };
            };
        };
        responses: {
            /** @description It is decided, and all of its money has moved. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscrowDispute"];
                };
            };
            /** @description It is decided; money still moves. Ask at `Location`. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscrowDispute"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviewEscrowDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
                /** @description The dispute's id. */
                dispute_id: components["parameters"]["EscrowDisputeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dispute. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscrowDispute"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    withdrawEscrowDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
                /** @description The dispute's id. */
                dispute_id: components["parameters"]["EscrowDisputeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dispute. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscrowDispute"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recordEscrowEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description The escrow as it is afterwards. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Escrow"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    giveEscrowEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    kind: components["schemas"]["EscrowWord"];
                    /** @description Where it is: your own name for it. */
                    reference?: components["schemas"]["Id"];
                };
            };
        };
        responses: {
            /** @description The escrow as it is afterwards. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Escrow"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    refundEscrow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key, the same answer. Left out, the request's own id serves. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The client's own id, unique among the payment's refunds for ever; without one it is made. */
                    refund_id?: components["schemas"]["Id"];
                    /** @description All that is held, where it is left out. */
                    amount?: components["schemas"]["Amount"];
                    /** @description The escrow's own; a check, where it is given. */
                    currency?: components["schemas"]["Currency"];
                };
            };
        };
        responses: {
            /** @description The refund is made; its `status` says what became of it. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscrowRefunded"];
                };
            };
            /** @description The rail's answer is not known yet. Ask at `Location`. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscrowRefunded"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    releaseEscrow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key, the same answer. Left out, the request's own id serves. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The client's own id, unique among the escrow's releases for ever; without one it is made. */
                    release_id?: components["schemas"]["Id"];
                    /** @description All that is held, where it is left out. */
                    amount?: components["schemas"]["Amount"];
                    /** @description The escrow's own; a check, where it is given. */
                    currency?: components["schemas"]["Currency"];
                    /** @description Who shares this release, of the escrow's own beneficiaries; as was agreed, where it is left out. */
                    split?: components["schemas"]["Beneficiaries"];
                };
            };
        };
        responses: {
            /** @description It is released. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscrowReleased"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEscrowStatement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The escrow's id. */
                escrow_id: components["parameters"]["EscrowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscrowStatement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEvents: {
        parameters: {
            query: {
                /** @description How many at most. */
                limit: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only events of this type. */
                type?: components["schemas"]["EventType"];
                /** @description Only what was made at this moment or later. */
                created_after?: components["parameters"]["CreatedAfter"];
                /** @description Only what was made before this moment. */
                created_before?: components["parameters"]["CreatedBefore"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Event"][];
                        /** @description Absent on the last page. */
                        next_cursor?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event's id. */
                event_id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPayments: {
        parameters: {
            query: {
                /** @description How many at most. */
                limit: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only this customer's. */
                customer_id?: components["schemas"]["Id"];
                /** @description Only this provider's. */
                provider_id?: components["schemas"]["Id"];
                /** @description Only those with this status. */
                status?: components["schemas"]["PaymentStatus"];
                /** @description Only what was made at this moment or later. */
                created_after?: components["parameters"]["CreatedAfter"];
                /** @description Only what was made before this moment. */
                created_before?: components["parameters"]["CreatedBefore"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of payments. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Payment"][];
                        /** @description Absent on the last page. */
                        next_cursor?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key, the same answer. Left out, the request's own id serves. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPayment"];
            };
        };
        responses: {
            /** @description The payment is made; `status` says what became of it. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description The rail's answer is not known yet. Ask at `Location`. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The payment's id. */
                payment_id: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment as it stands. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    capturePayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key, the same answer. Left out, the request's own id serves. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The payment's id. */
                payment_id: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    amount?: components["schemas"]["Amount"];
                    currency?: components["schemas"]["Currency"];
                };
            };
        };
        responses: {
            200: components["responses"]["Payment"];
            202: components["responses"]["PaymentUnderWay"];
            default: components["responses"]["Problem"];
        };
    };
    listRefunds: {
        parameters: {
            query: {
                /** @description How many at most. */
                limit: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /** @description The payment's id. */
                payment_id: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of refunds. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Refund"][];
                        /** @description Absent on the last page. */
                        next_cursor?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createRefund: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key, the same answer. Left out, the request's own id serves. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The payment's id. */
                payment_id: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The client's own id, unique among the payment's refunds for ever; without one it is made. */
                    refund_id?: components["schemas"]["Id"];
                    /** @description All that is left, where it is left out. */
                    amount?: components["schemas"]["Amount"];
                    /** @description The payment's own; a check, where it is given. */
                    currency?: components["schemas"]["Currency"];
                };
            };
        };
        responses: {
            /** @description The refund is made; `status` says what became of it. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description The rail's answer is not known yet. Ask at `Location`. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviewPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The payment's id. */
                payment_id: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The verdict.
                     * @enum {string}
                     */
                    outcome: "approve" | "decline";
                    /** @description Who decided, for the record. */
                    reviewed_by: components["schemas"]["Id"];
                };
            };
        };
        responses: {
            200: components["responses"]["Payment"];
            default: components["responses"]["Problem"];
        };
    };
    voidPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key, the same answer. Left out, the request's own id serves. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The payment's id. */
                payment_id: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Payment"];
            202: components["responses"]["PaymentUnderWay"];
            default: components["responses"]["Problem"];
        };
    };
    processPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key, the same answer. Left out, the request's own id serves. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    payment_id: components["schemas"]["PaymentId"];
                };
            };
        };
        responses: {
            200: components["responses"]["Payment"];
            202: components["responses"]["PaymentUnderWay"];
            default: components["responses"]["Problem"];
        };
    };
    getProvider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The client's own id of the provider. */
                provider_id: components["parameters"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Provider"];
            default: components["responses"]["Problem"];
        };
    };
    putProvider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The client's own id of the provider. */
                provider_id: components["parameters"]["ProviderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version?: components["schemas"]["PartyVersion"];
                    status?: components["schemas"]["PartyStatus"];
                    /** @description The token of the bank account that payouts go to; never an account number. */
                    payout_account?: components["schemas"]["Id"];
                    payout_schedule?: components["schemas"]["PayoutSchedule"];
                    fee_plan?: components["schemas"]["FeePlan"];
                    external_reference?: components["schemas"]["ExternalReference"];
                    name?: components["schemas"]["Name"];
                    email?: components["schemas"]["Email"];
                };
            };
        };
        responses: {
            200: components["responses"]["Provider"];
            201: components["responses"]["Provider"];
            default: components["responses"]["Problem"];
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All is well. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            /** @description Something that the platform needs does not answer. */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    customer_id: components["schemas"]["Id"];
                    card: {
                        /** @description 12 to 19 digits; single spaces and hyphens may stand between them. */
                        number: string;
                        /** @description 1 to 12. */
                        exp_month: number;
                        /** @description Four digits. */
                        exp_year: number;
                        /** @description Card verification code. */
                        cvc?: string;
                    };
                };
            };
        };
        responses: {
            200: components["responses"]["Token"];
            201: components["responses"]["Token"];
            default: components["responses"]["Problem"];
        };
    };
    validatePayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key, the same answer. Left out, the request's own id serves. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPayment"];
            };
        };
        responses: {
            /** @description The decision, with the payment as it was kept. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query: {
                /** @description How many at most. */
                limit: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of endpoints. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookEndpoint"][];
                        /** @description Absent on the last page. */
                        next_cursor?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    url: components["schemas"]["EndpointUrl"];
                    /**
                     * @default [
                     *       "*"
                     *     ]
                     */
                    event_types?: components["schemas"]["EventFilters"];
                    /** @default  */
                    description?: components["schemas"]["EndpointDescription"];
                };
            };
        };
        responses: {
            201: components["responses"]["WebhookEndpointWithSecret"];
            default: components["responses"]["Problem"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint's id. */
                endpoint_id: components["parameters"]["EndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["WebhookEndpoint"];
            default: components["responses"]["Problem"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint's id. */
                endpoint_id: components["parameters"]["EndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint's id. */
                endpoint_id: components["parameters"]["EndpointId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    url?: components["schemas"]["EndpointUrl"];
                    event_types?: components["schemas"]["EventFilters"];
                    description?: components["schemas"]["EndpointDescription"];
                    /** @enum {string} */
                    status?: "enabled" | "disabled";
                };
            };
        };
        responses: {
            200: components["responses"]["WebhookEndpoint"];
            default: components["responses"]["Problem"];
        };
    };
    listDeliveries: {
        parameters: {
            query: {
                /** @description How many at most. */
                limit: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only those with this status. */
                status?: components["schemas"]["DeliveryStatus"];
            };
            header?: never;
            path: {
                /** @description The endpoint's id. */
                endpoint_id: components["parameters"]["EndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Delivery"][];
                        /** @description Absent on the last page. */
                        next_cursor?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint's id. */
                endpoint_id: components["parameters"]["EndpointId"];
                /** @description The delivery's id. */
                delivery_id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Delivery"];
            default: components["responses"]["Problem"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint's id. */
                endpoint_id: components["parameters"]["EndpointId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description How long the old secret still signs.
                     * @default 24
                     */
                    overlap_hours?: number;
                };
            };
        };
        responses: {
            200: components["responses"]["WebhookEndpointWithSecret"];
            default: components["responses"]["Problem"];
        };
    };
    sendTestEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint's id. */
                endpoint_id: components["parameters"]["EndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Delivery"];
            default: components["responses"]["Problem"];
        };
    };
    receiveWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Who sends: `acquirer`, `bank` or `stripe`. */
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description It was taken. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        received: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
