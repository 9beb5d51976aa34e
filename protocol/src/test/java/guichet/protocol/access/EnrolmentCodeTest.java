package guichet.protocol.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EnrolmentCodeTest {
    private static final EnrolmentCode CODE = new EnrolmentCode("K7QM", "4XN2HT8R", "09af31c2d4e5f607");

    @Test
    void isReadAsItIsWritten() {
        assertThat(CODE.text()).isEqualTo("K7QM-4XN2HT8R-09af31c2d4e5f607");
        assertThat(EnrolmentCode.read(CODE.text())).contains(CODE);
    }

    @Test
    void forgivesCaseSpacesAndLookAlikes() {
        assertThat(EnrolmentCode.read(" k7qm 4xn2ht8r O9AF31C2D4E5F6O7 ")).contains(CODE);
        assertThat(EnrolmentCode.read("k1qm-4xn2ht8r-09af31c2d4e5f607"))
                .isEqualTo(EnrolmentCode.read("kIqm-4xn2ht8r-09af31c2d4e5f607"));
    }

    @Test
    void refusesWhatHasNotItsForm() {
        assertThat(EnrolmentCode.read("")).isEmpty();
        assertThat(EnrolmentCode.read("K7QM-4XN2HT8R")).isEmpty();
        assertThat(EnrolmentCode.read(CODE.text() + "0")).isEmpty();
        assertThat(EnrolmentCode.read("K7QU-4XN2HT8R-09af31c2d4e5f607")).isEmpty();
    }

    @Test
    void doesNotPrintItsSecret() {
        assertThat(CODE.toString()).doesNotContain("4XN2HT8R");
    }

    @Test
    void aMovedBoundaryBetweenSignedFieldsChangesTheBytes() {
        UUID one = new UUID(1, 2);
        assertThat(DeskSessionProof.bytes(one, one, "ab")).isNotEqualTo(DeskSessionProof.bytes(one, one, "a"))
                .startsWith(0, 0, 0, 22)
                .hasSize(4 + 22 + 4 + 36 + 4 + 36 + 4 + 2);
    }
}
