package firebreak.cli.setup;

import firebreak.charter.Agreement;
import firebreak.charter.Neutrals;
import java.time.Duration;

/// What a neutral does for a channel.
enum NeutralKind {
    WITNESS("witnesses") {
        @Override
        Neutrals of(Agreement agreement) {
            return agreement.witnesses();
        }

        @Override
        ChannelDraft.Terms replaced(Agreement before, Neutrals neutrals, Duration signedWithin) {
            return ChannelDraft.Terms.of(before, neutrals, before.mailboxes(), signedWithin);
        }

        @Override
        int usual(int n) {
            return Neutrals.usualWitnesses(n);
        }

        @Override
        int liars(Neutrals neutrals) {
            return Neutrals.liars(neutrals.threshold(), neutrals.parties().size());
        }

        @Override
        String stands(Neutrals neutrals) {
            int n = neutrals.parties().size();
            int liars = liars(neutrals);
            if (neutrals.threshold() == 0) {
                return "none is needed: all times are claimed, and no overdue is proved";
            }
            String stands = liars == 0
                    ? "stands none that lies or is away"
                    : "stands " + liars + (liars == 1 ? " that lies or is away" : " that lie or are away");
            int most = (n - 1) / 3;
            return liars < Math.max(1, most)
                    ? stands + "; "
                            + (most == 0
                                    ? "for one, " + (4 - n) + " more are wanted, 4 in all with 3 needed"
                                    : usual(n) + " needed would stand " + most)
                    : stands;
        }
    },
    MAILBOX("mailboxes") {
        @Override
        Neutrals of(Agreement agreement) {
            return agreement.mailboxes();
        }

        @Override
        ChannelDraft.Terms replaced(Agreement before, Neutrals neutrals, Duration signedWithin) {
            return ChannelDraft.Terms.of(before, before.witnesses(), neutrals, signedWithin);
        }

        @Override
        int usual(int n) {
            return Neutrals.usualMailboxes(n);
        }

        @Override
        int liars(Neutrals neutrals) {
            int needed = neutrals.threshold();
            return Math.max(0, Math.min(needed - 1, neutrals.parties().size() - needed));
        }

        @Override
        String stands(Neutrals neutrals) {
            return neutrals.threshold() == 0
                    ? "none is needed: only the addressee's own receipt proves a tender"
                    : "deposit receipts of " + neutrals.threshold() + " prove a tender, also while " + liars(neutrals)
                            + " lie or are away";
        }
    };

    final String plural;

    NeutralKind(String plural) {
        this.plural = plural;
    }

    /// Those of this kind that an agreement names.
    abstract Neutrals of(Agreement agreement);

    /// The terms of an agreement's next version with these in the place of those.
    abstract ChannelDraft.Terms replaced(Agreement before, Neutrals neutrals, Duration signedWithin);

    /// How many of them may lie or be away.
    abstract int liars(Neutrals neutrals);

    /// How many of n are needed when nobody says.
    abstract int usual(int n);

    /// What so many, and so many needed, are good for, in words.
    abstract String stands(Neutrals neutrals);
}
