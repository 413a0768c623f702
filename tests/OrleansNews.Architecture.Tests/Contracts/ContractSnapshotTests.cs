using OrleansNews.Inspection;

namespace OrleansNews.Contracts;

/// <summary>
/// The wire contract, committed. A silo of the last release and one of this build talk to each other during an upgrade, so that what was released may
/// only grow.
/// </summary>
public class ContractSnapshotTests
{
    private const string Snapshot = "tests/OrleansNews.Architecture.Tests/Contracts/contract.txt";
    private const string UpdateVariable = "UPDATE_CONTRACT_SNAPSHOT";

    [Fact]
    public void Contract_IsTheCommittedOne()
    {
        var current = Contract.Of(Modules.AllWritten);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1") File.WriteAllText(Path.Combine(Repository.Root, Snapshot), current);

        var difference = Difference(Repository.Read(Snapshot), current).ToList();

        Assert.True(difference.Count == 0,
            $"""
            The contract between silos and front ends changed:
              {string.Join("\n  ", difference)}
            What was released may only be added to: a method, member or value that is gone or has another type breaks a rolling upgrade and stored data.
            When the change is meant, take it over and commit it:
              {UpdateVariable}=1 dotnet run --project tests/OrleansNews.Architecture.Tests -- -class "*ContractSnapshotTests"
            """);
    }

    [Fact]
    public void Difference_OfAChangedMember_NamesBothSides() => Assert.Equal(
        ["- message news.A > 0 Id Int64", "+ message news.A > 0 Id String"],
        Difference("message news.A\n  0 Id Int64\n", "message news.A\n  0 Id String\n"));

    [Fact]
    public void Difference_OfAnotherOrder_IsNone() =>
        Assert.Empty(Difference("enum A : Byte\n  1 B\nenum C : Byte\n", "enum C : Byte\nenum A : Byte\n  1 B\n"));

    [Fact]
    public void Contract_OfAFixture_SaysAliasesNumbersAndTypes() => Assert.Equal(
        "message news.OpenMessage\n  0 Words List<String>\n  2 Count Int32\n",
        Contract.Of([Modules.Fixture(typeof(Fixtures.OpenMessage))]));

    private static IEnumerable<string> Difference(string committed, string current)
    {
        var before = Contract.Facts(committed).ToHashSet(StringComparer.Ordinal);
        var after = Contract.Facts(current).ToHashSet(StringComparer.Ordinal);
        return before.Except(after).Select(fact => "- " + fact).Concat(after.Except(before).Select(fact => "+ " + fact));
    }
}
