package guichet.nfc.readers;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.nfc.readers.ReaderName.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ACS ACR122U PICC Interface 00 00                                | ACS ACR122U PICC Interface      | CONTACTLESS
            ACS ACR1252 1S CL Reader [ACR1252 Dual Reader PICC] (ABC123) 01 00 | ACS ACR1252 1S CL Reader (ABC123) | CONTACTLESS
            ACS ACR1252 1S CL Reader [ACR1252 Dual Reader SAM] (ABC123) 01 01  | ACS ACR1252 1S CL Reader (ABC123) | SAM
            ACS ACR1252 1S CL Reader SAM 0                                  | ACS ACR1252 1S CL Reader SAM    | SAM
            ACS ACR1252 1S CL Reader PICC 0                                 | ACS ACR1252 1S CL Reader PICC   | CONTACTLESS
            ACS ACR1281 1S Dual Reader ICC 0                                | ACS ACR1281 1S Dual Reader ICC  | CONTACT
            Virtual PCD 00 01                                               | Virtual PCD                     | UNKNOWN
            Gemalto PC Twin Reader (70D7E2EE) 0A 00                         | Gemalto PC Twin Reader (70D7E2EE) | UNKNOWN
            ACS ACR122U                                                     | ACS ACR122U                     | UNKNOWN
            """)
    void settingsKeyAndRoleComeFromTheName(String full, String key, Role role) {
        ReaderName name = new ReaderName(full);
        assertThat(name.key()).isEqualTo(key);
        assertThat(name.role()).isEqualTo(role);
    }
}
