package guichet.launcher.journal;

import guichet.sync.verify.Report;
import java.io.PrintWriter;

/** A report in lines. */
final class Findings {

    private Findings() {
    }

    static void print(Report report, PrintWriter out) {
        for (Report.Finding finding : report.findings()) {
            out.println((finding.entry() == null ? "journal" : "entry " + finding.entry()) + ": " + finding.wrong() + ": "
                    + finding.reason());
        }
        out.println(report.entries() + " entries, " + report.afterCountersigned() + " after the last countersigned one"
                + (report.head() == null ? "" : ", head " + report.head().hash().hex()));
        if (report.erasedSides() > 0) {
            out.println(report.erasedSides() + " side records are erased");
        }
        if (report.missingSides() > 0) {
            out.println(report.missingSides() + " side records are not here");
        }
        if (report.serverFingerprint() != null) {
            out.println("server key " + report.serverFingerprint() + (report.serverChecked() ? ", as given" : ", not checked"));
        }
        out.println(report.whole() ? "the journal is whole" : "the journal is NOT whole");
    }
}
