package guichet.domain.rules;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Every rule, against whichever store a subclass opens. The stores of desk and server both pass it, so that the one rulebook
 * reads and writes the same state on both sides.
 */
@SuppressWarnings("NullAway.Init") // made anew before each test
public abstract class RuleSuite
        implements
            StoreCases,
            OperatorCases,
            MemberCases,
            CardCases,
            MoneyCases,
            AllowanceCases,
            ToldCases,
            ResolveCases,
            WithdrawCases,
            PredecessorCases,
            StandingCases {
    private Stage stage;

    /** An empty store. */
    protected abstract RuleStore emptyStore();

    @BeforeEach
    final void openStore() {
        stage = new Stage(emptyStore());
    }

    @AfterEach
    final void closeStore() {
        stage.store.close();
    }

    @Override
    public final Stage stage() {
        return stage;
    }
}
