package guichet.domain.rules;

class MemoryStoreTest extends RuleSuite {
    @Override
    protected RuleStore emptyStore() {
        return new MemoryStore();
    }
}
