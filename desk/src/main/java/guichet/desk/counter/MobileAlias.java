package guichet.desk.counter;

import guichet.desk.line.Line;
import guichet.domain.members.Alias;
import guichet.domain.members.MobileNumber;
import guichet.protocol.access.AliasKey;
import guichet.protocol.chain.Bytes;
import guichet.sync.enrolment.Enrolment;
import java.util.Optional;

/** A mobile number as an alias: the licencee's keyed digest, so that neither keys nor verdicts hold the number. */
final class MobileAlias {

    private MobileAlias() {
    }

    /** Empty when the desk was given no key at its enrolment. */
    static Optional<Alias.Name> of(Line line, MobileNumber number) {
        return line.store().setting(Enrolment.ALIAS_KEY).map(key -> new AliasKey(Bytes.base64(key)).mobile(number));
    }
}
