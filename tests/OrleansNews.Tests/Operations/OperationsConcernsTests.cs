using System.Collections.Immutable;
using OrleansNews.Layout;

namespace OrleansNews.Operations;

public class OperationsConcernsTests
{
    private static readonly SiteTexts English = SiteTexts.Of("en");

    [Fact]
    public void Concerns_OfAClusterThatIsWell_AreNone() => Assert.Empty(OperationsConcerns.Find([Silo(), Silo("10.0.0.2:11111")], [Front()], English));

    [Fact]
    public void Concerns_NameWhatIsWrong_AndWhere()
    {
        SiloLine[] silos =
        [
            Silo("10.0.0.1:11111", report => report with { OutboxAge = TimeSpan.FromSeconds(31), Threads = [new(new(7), 100, 90, 5)] }),
            Silo("10.0.0.2:11111", report => report with { Stores = [new("orleansnews.storage.write.duration", 10, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))] }),
            new("10.0.0.3:11111", "Active", null),
            new("10.0.0.4:11111", "Dead", null),
        ];

        Assert.Equal(
            [
                English.ConcernSilo("10.0.0.4:11111", "Dead"), English.ConcernSilent("10.0.0.3:11111"), English.ConcernBuilds("1.0, 1.1"), English.ConcernOutbox("10.0.0.1:11111"),
                English.ConcernWaiting("10.0.0.1:11111"), English.ConcernStore("10.0.0.2:11111"), English.ConcernStale("web:5080"), English.ConcernCoverage("web:5080"),
            ],
            OperationsConcerns.Find(silos, [Front() with { Process = Process("web:5080") with { Build = "1.1" }, StalePages = 1, Coverage = 0.99 }], English));
    }

    private static SiloLine Silo(string address = "10.0.0.1:11111", Func<SiloReport, SiloReport>? change = null) =>
        new(address, "Active", (change ?? (report => report))(new(Process(address), 10, TimeSpan.FromSeconds(2), 1, [new("orleansnews.storage.write.duration", 10, TimeSpan.FromMilliseconds(3), TimeSpan.FromSeconds(2))], [])));

    private static FrontEndReport Front() => new(Process("web:5080"), 10, 1 << 20, 0, 1, 3);

    private static ProcessReport Process(string address) => new(Guid.NewGuid(), address, "1.0", default, 1 << 20);
}
