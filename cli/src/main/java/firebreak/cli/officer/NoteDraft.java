package firebreak.cli.officer;

import firebreak.cli.console.World;
import picocli.CommandLine.Command;

/// `firebreak note draft`.
@Command(
        name = "draft",
        description = "Draft a note. Another officer releases it.",
        footer = {
            "",
            "Examples:",
            "  firebreak note draft --channel RU-UK --post RU-MOD --form allegation \\",
            "      --to UK-MOD --info UK-CDS --precedence IMMEDIATE \\",
            "      --marking CONFIDENTIAL --field subject=\"A claim\" \\",
            "      --field text=@claim.txt --home ru",
            "  firebreak note draft --file claim.yaml --home ru",
            "",
            "A file has the members channel, post, form, to, info, outside, precedence,",
            "marking, releasableTo, language, answers, refs, fields, and corrects, cancels",
            "or supersedes. Options replace them."
        })
final class NoteDraft extends WholeDraft {
    NoteDraft(World world) {
        super(world);
    }
}
