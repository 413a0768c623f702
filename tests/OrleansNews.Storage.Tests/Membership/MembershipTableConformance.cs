using System.Globalization;
using System.Net;
using Orleans;
using Orleans.Runtime;

namespace OrleansNews.Storage.Membership;

/// <summary>The table by which silos find each other keeps what Orleans' protocol asks of one, on a real server: a change is made whole, from the present version, or not at all.</summary>
public abstract class MembershipTableConformance : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly string _cluster = $"suite-{Guid.NewGuid():N}";
    private TestMembership _members = null!;

    private string Neighbour => _cluster + "-neighbour";

    private protected IMembershipTable Table => _members.Table;

    public virtual async ValueTask InitializeAsync() => _members = await OpenAsync(_cluster);

    public async ValueTask DisposeAsync()
    {
        await _members.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the table of a cluster once more, on the same server.</summary>
    private protected abstract Task<TestMembership> OpenAsync(string cluster);

    [Fact]
    public async Task Initialize_ByManyAtOnce_MakesOneVersionAndLosesNothing()
    {
        await InsertAsync(Silo(1));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var other = await OpenAsync(_cluster);
            await other.Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancel);
        }));

        var table = await Table.ReadAllAsync(Cancel);
        Assert.Equal((1, 1), (table.Version.Version, table.Members.Count));
    }

    [Fact]
    public async Task Insert_ReadsBackWhole_AloneAndAmongOthers()
    {
        var (first, second) = (Silo(1), Silo(2));
        await InsertAsync(first);
        await InsertAsync(second);

        var all = await Table.ReadAllAsync(Cancel);
        Assert.Equal(2, all.Version.Version);
        Assert.Equal(2, all.Members.Count);
        foreach (var written in new[] { first, second })
        {
            AssertSame(written, all.TryGet(written.SiloAddress)!.Item1);
            var row = await Table.ReadRowAsync(written.SiloAddress, Cancel);
            AssertSame(written, Assert.Single(row.Members).Item1);
            Assert.Equal(2, row.Version.Version);
        }
    }

    [Fact]
    public async Task Read_OfASiloThatIsNotThere_HasTheVersionAndNobody()
    {
        await InsertAsync(Silo(1));

        var row = await Table.ReadRowAsync(Silo(2).SiloAddress, Cancel);

        Assert.Empty(row.Members);
        Assert.Equal(1, row.Version.Version);
    }

    [Fact]
    public async Task Insert_OfASiloThatIsThere_IsRefusedAndChangesNothing()
    {
        await InsertAsync(Silo(1));
        var before = await Table.ReadAllAsync(Cancel);

        Assert.False(await Table.InsertRowAsync(Silo(1, SiloStatus.Dead), before.Version.Next(), Cancel));

        await AssertUnchangedAsync(before);
    }

    [Fact]
    public async Task Insert_FromAStaleVersion_IsRefusedAndChangesNothing()
    {
        var stale = (await Table.ReadAllAsync(Cancel)).Version;
        await InsertAsync(Silo(1));
        var before = await Table.ReadAllAsync(Cancel);

        Assert.False(await Table.InsertRowAsync(Silo(2), stale.Next(), Cancel));

        await AssertUnchangedAsync(before);
    }

    // The port is the same: it is another silo all the same when it is another generation.
    [Fact]
    public async Task Insert_OfASuccessorOnTheSamePort_IsARowOfItsOwn()
    {
        await InsertAsync(Silo(1, generation: 1));
        await InsertAsync(Silo(1, generation: 2));

        Assert.Equal([1, 2], (await Table.ReadAllAsync(Cancel)).Members.Select(member => member.Item1.SiloAddress.Generation).Order());
    }

    [Fact]
    public async Task Insert_OfManyAtOnceFromOneVersion_LetsOneIn()
    {
        for (var round = 0; round < 10; round++)
        {
            var version = (await Table.ReadAllAsync(Cancel)).Version;

            var entered = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Task.Run(() => Table.InsertRowAsync(Silo(number, generation: round + 1), version.Next(), Cancel))));

            var after = await Table.ReadAllAsync(Cancel);
            Assert.Single(entered, accepted => accepted);
            Assert.Equal((round + 1, round + 1), (after.Version.Version, after.Members.Count));
        }
    }

    [Fact]
    public async Task Update_FromThePresentVersion_ReplacesStatusSuspicionsAndSignOfLife_OfThatSiloAlone()
    {
        await InsertAsync(Silo(1));
        await InsertAsync(Silo(2));
        var before = await Table.ReadAllAsync(Cancel);
        var changed = Silo(1, SiloStatus.Dead, alive: Now.AddMinutes(1));
        changed.SuspectTimes = [new(Silo(2).SiloAddress, Now), new(Silo(3).SiloAddress, Now.AddSeconds(1))];

        Assert.True(await Table.UpdateRowAsync(changed, before.TryGet(changed.SiloAddress)!.Item2, before.Version.Next(), Cancel));

        var after = await Table.ReadAllAsync(Cancel);
        Assert.Equal(before.Version.Version + 1, after.Version.Version);
        AssertSame(changed, after.TryGet(changed.SiloAddress)!.Item1);
        AssertSame(Silo(2), after.TryGet(Silo(2).SiloAddress)!.Item1);
    }

    [Fact]
    public async Task Update_FromAStaleVersion_IsRefusedAndChangesNothing()
    {
        await InsertAsync(Silo(1));
        var stale = await Table.ReadAllAsync(Cancel);
        await InsertAsync(Silo(2));
        var before = await Table.ReadAllAsync(Cancel);

        Assert.False(await Table.UpdateRowAsync(Silo(1, SiloStatus.Dead), stale.TryGet(Silo(1).SiloAddress)!.Item2, stale.Version.Next(), Cancel));

        await AssertUnchangedAsync(before);
    }

    [Fact]
    public async Task Update_OfASiloThatIsNotThere_IsRefusedAndChangesNothing()
    {
        await InsertAsync(Silo(1));
        var before = await Table.ReadAllAsync(Cancel);

        Assert.False(await Table.UpdateRowAsync(Silo(1, SiloStatus.Dead, generation: 2), before.Version.VersionEtag, before.Version.Next(), Cancel));
        Assert.False(await Table.UpdateRowAsync(Silo(2, SiloStatus.Dead), before.Version.VersionEtag, before.Version.Next(), Cancel));

        await AssertUnchangedAsync(before);
    }

    // Two silos that vote against two others, or the same, at one moment: the second must see the first one's vote before it writes its own.
    [Fact]
    public async Task Update_ByManyAtOnceFromOneVersion_LetsOneWin()
    {
        for (var number = 1; number <= 4; number++) await InsertAsync(Silo(number));
        for (var round = 0; round < 10; round++)
        {
            var before = await Table.ReadAllAsync(Cancel);

            var votes = await Task.WhenAll(Enumerable.Range(0, 8).Select(voter => Task.Run(async () =>
            {
                var accused = Silo(voter % 4 + 1);
                accused.SuspectTimes = [new(Silo(100 + voter).SiloAddress, Now.AddSeconds(round))];
                return (Voter: voter, Won: await Table.UpdateRowAsync(accused, before.TryGet(accused.SiloAddress)!.Item2, before.Version.Next(), Cancel));
            })));

            var after = await Table.ReadAllAsync(Cancel);
            var winner = Assert.Single(votes, vote => vote.Won).Voter;
            Assert.Equal(before.Version.Version + 1, after.Version.Version);
            var suspicion = Assert.Single(after.Members.SelectMany(member => member.Item1.SuspectTimes ?? []), suspicion => suspicion.Item2 == Now.AddSeconds(round));
            Assert.Equal(Silo(100 + winner).SiloAddress, suspicion.Item1);
        }
    }

    [Fact]
    public async Task SignOfLife_ChangesNothingElse_AndNoVersion()
    {
        await InsertAsync(Silo(1));
        await InsertAsync(Silo(2));
        var before = await Table.ReadAllAsync(Cancel);

        await Table.UpdateIAmAliveAsync(Silo(1, SiloStatus.Dead, alive: Now.AddMinutes(5)), Cancel);

        var after = await Table.ReadAllAsync(Cancel);
        Assert.Equal(before.Version, after.Version);
        AssertSame(Silo(1, alive: Now.AddMinutes(5)), after.TryGet(Silo(1).SiloAddress)!.Item1);
        AssertSame(Silo(2), after.TryGet(Silo(2).SiloAddress)!.Item1);
    }

    // Orleans' provider for Redis refuses it.
    [Fact]
    public async Task SignOfLife_OfASiloThatIsNotThere_MakesNone()
    {
        _ = await Record.ExceptionAsync(() => Table.UpdateIAmAliveAsync(Silo(1), Cancel));

        Assert.Empty((await Table.ReadAllAsync(Cancel)).Members);
    }

    [Fact]
    public async Task Cleanup_TakesDeadSilosOlderThanTheBound_AndSparesYoungerOnesAndAllThatAreActive()
    {
        var bound = Now.AddDays(-7);
        MembershipEntry[] silos = [Silo(1, SiloStatus.Dead, bound.AddSeconds(-1)), Silo(2, SiloStatus.Dead, bound.AddSeconds(1)), Silo(3, SiloStatus.Active, bound.AddYears(-1)), Silo(4, SiloStatus.Active, Now)];
        foreach (var silo in silos)
        {
            silo.StartTime = silo.IAmAliveTime.AddHours(-1);
            await InsertAsync(silo);
        }

        await using var neighbour = await OpenAsync(Neighbour);
        await InsertAsync(silos[0], neighbour.Table);

        await Table.CleanupDefunctSiloEntriesAsync(bound, Cancel);

        Assert.Equal([Silo(2).SiloAddress, Silo(3).SiloAddress, Silo(4).SiloAddress], (await Table.ReadAllAsync(Cancel)).Members.Select(member => member.Item1.SiloAddress).Order());
        Assert.Single((await neighbour.Table.ReadAllAsync(Cancel)).Members);
    }

    [Fact]
    public async Task Gateways_AreThoseOfActiveSilosWithAPort()
    {
        foreach (var (status, number) in Enum.GetValues<SiloStatus>().Where(status => status != SiloStatus.None).Select((status, number) => (status, number + 1))) await InsertAsync(Silo(number, status));
        await InsertAsync(Silo(20, gateway: 0));
        await InsertAsync(Silo(21, gateway: 30021));

        var gateways = (await _members.Gateways.GetGateways()).Select(gateway => gateway.ToGatewayAddress()!.Endpoint.Port).Order();

        Assert.Equal([30000 + (int)SiloStatus.Active, 30021], gateways);
    }

    [Fact]
    public async Task Clusters_OfOneServer_KnowNothingOfEachOther()
    {
        await using var neighbour = await OpenAsync(Neighbour);
        await InsertAsync(Silo(1));
        await InsertAsync(Silo(1, SiloStatus.Joining), neighbour.Table);

        Assert.Equal(SiloStatus.Active, Assert.Single((await Table.ReadAllAsync(Cancel)).Members).Item1.Status);
        Assert.Empty(await neighbour.Gateways.GetGateways());

        await neighbour.Table.DeleteMembershipTableEntriesAsync(Neighbour, Cancel);

        Assert.Single((await Table.ReadAllAsync(Cancel)).Members);
        await neighbour.Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancel);
        var empty = await neighbour.Table.ReadAllAsync(Cancel);
        Assert.Equal((0, 0), (empty.Version.Version, empty.Members.Count));
    }

    private async Task InsertAsync(MembershipEntry silo, IMembershipTable? table = null)
    {
        table ??= Table;
        Assert.True(await table.InsertRowAsync(silo, (await table.ReadAllAsync(Cancel)).Version.Next(), Cancel));
    }

    private async Task AssertUnchangedAsync(MembershipTableData before)
    {
        var after = await Table.ReadAllAsync(Cancel);
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(before.Members.Count, after.Members.Count);
        foreach (var (entry, _) in before.Members) AssertSame(entry, after.TryGet(entry.SiloAddress)!.Item1);
    }

    private static void AssertSame(MembershipEntry expected, MembershipEntry actual) => Assert.Equal(Text(expected), Text(actual));

    private static string Text(MembershipEntry silo) => string.Create(
        CultureInfo.InvariantCulture,
        $"{silo.SiloAddress.ToParsableString()} {silo.Status} {silo.SiloName} {silo.HostName} {silo.ProxyPort} {silo.StartTime:O} {silo.IAmAliveTime:O} {string.Join(',', (silo.SuspectTimes ?? []).Select(vote => $"{vote.Item1.ToParsableString()}@{vote.Item2:s}"))}");

    // The number stands in every port, so that a silo is told by any of them.
    private static MembershipEntry Silo(int number, SiloStatus status = SiloStatus.Active, DateTime? alive = null, int generation = 1, int? gateway = null) => new()
    {
        SiloAddress = SiloAddress.New(new IPAddress([10, 0, 0, 1]), 11000 + number, generation),
        Status = status,
        SiloName = string.Create(CultureInfo.InvariantCulture, $"silo-{number}"),
        HostName = "host",
        ProxyPort = gateway ?? 30000 + number,
        StartTime = Now.AddHours(-1),
        IAmAliveTime = alive ?? Now,
    };
}
