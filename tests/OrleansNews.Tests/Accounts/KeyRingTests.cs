using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansNews.Cluster;

namespace OrleansNews.Accounts;

/// <summary>The keys of cookies, as several front ends make and read them.</summary>
public sealed class KeyRingTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly NewsCluster _cluster = new();
    private readonly List<ServiceProvider> _frontEnds = [];
    private readonly FakeTimeProvider _time = new();

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var frontEnd in _frontEnds) await frontEnd.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    /// <summary>A front end reads the ring once a day: a cookie sealed with a key that another made in the same moment would be nobody's there until then.</summary>
    [Fact]
    public async Task FrontEnds_ThatStartAtOnceOnAnEmptyStore_SealWithTheSameKey_AndReadEachOther()
    {
        var (one, other) = (NewFrontEnd(), NewFrontEnd());
        await AtOnceAsync(2, () => Task.WhenAll(Task.Run(() => Seal(one, "one"), Cancel), Task.Run(() => Seal(other, "other"), Cancel)));

        Assert.Single(await KeysAsync());
        var (byOne, byOther) = (Seal(one, "one"), Seal(other, "other"));
        Assert.Equal(KeyOf(byOne), KeyOf(byOther));
        Assert.Equal(("one", "other"), (Open(other, byOne), Open(one, byOther)));
        Assert.Equal(("one", "other"), (Open(NewFrontEnd(), byOne), Open(NewFrontEnd(), byOther)));
    }

    /// <summary>As the ring is renewed: two days before the key in use ends, whoever notices makes the next one.</summary>
    [Fact]
    public async Task FrontEnds_ThatRenewTheRingAtOnce_MakeOneKey_AndGoOnWithTheFormerUntilItEnds()
    {
        var now = TimeProvider.System.GetUtcNow();
        var first = Manager(NewFrontEnd()).CreateNewKey(now, now + TimeSpan.FromDays(1));
        var (one, other) = (NewFrontEnd(), NewFrontEnd());
        await AtOnceAsync(2, () => Task.WhenAll(Task.Run(() => Seal(one, "one"), Cancel), Task.Run(() => Seal(other, "other"), Cancel)));

        var keys = Manager(one).GetAllKeys().OrderBy(key => key.ActivationDate).ToList();
        Assert.Equal(2, keys.Count);
        Assert.Equal((first.KeyId, first.ExpirationDate), (keys[0].KeyId, keys[1].ActivationDate));
        Assert.Equal(Assert.Single(Manager(other).GetAllKeys(), key => key.KeyId != first.KeyId).KeyId, keys[1].KeyId);
        var (byOne, byOther) = (Seal(one, "one"), Seal(other, "other"));
        Assert.Equal((first.KeyId, first.KeyId), (KeyOf(byOne), KeyOf(byOther)));
        Assert.Equal(("one", "other"), (Open(other, byOne), Open(one, byOther)));
    }

    /// <summary>As while a cluster is upgraded: a silo of the build before does not know how to keep one key of two, and answers so at once.</summary>
    [Fact]
    public void FrontEnd_WhoseSiloIsOfTheBuildBefore_KeepsItsKey()
    {
        var asked = 0;
        _cluster.Calls.Instead = call => ClientCalls.NameOf(call) == "IDataProtectionKeysGrain.AddBehindAsync" && ++asked > 0 ? throw ForgetfulSilo.NoSuchMessage() : call.Invoke();

        var byOne = Seal(NewFrontEnd(), "one");

        Assert.Equal(1, asked);
        Assert.Equal("one", Open(NewFrontEnd(), byOne));
    }

    /// <summary>As beside a silo that leaves: the first question goes down with it.</summary>
    [Fact]
    public async Task FrontEnd_WhoseFirstQuestionIsLost_AsksAgain()
    {
        var one = Seal(NewFrontEnd(), "one");
        var asked = 0;
        _cluster.Calls.Instead = call => ClientCalls.NameOf(call) != "IDataProtectionKeysGrain.ReadAsync" || Interlocked.Increment(ref asked) > 1 ? call.Invoke() : new TaskCompletionSource().Task;

        var opening = Task.Run(() => Open(NewFrontEnd(), one), Cancel);
        await Waits.UntilAsync(() => Volatile.Read(ref asked) > 1, "The keys are not asked for again.", () => _time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(("one", 2), (await opening.WaitAsync(Patience, Cancel), asked));
    }

    // As many as are expected have read the ring before any of them is answered.
    private async Task AtOnceAsync(int readers, Func<Task> act)
    {
        var (reading, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _cluster.Calls.Instead = async call =>
        {
            await call.Invoke();
            if (ClientCalls.NameOf(call) != "IDataProtectionKeysGrain.ReadAsync") return;
            if (Interlocked.Increment(ref reading) == readers) all.TrySetResult();
            await all.Task.WaitAsync(Patience, Cancel);
        };
        try
        {
            await act();
        }
        finally
        {
            _cluster.Calls.Instead = null;
        }
    }

    // What the front end registers, without its pages.
    private ServiceProvider NewFrontEnd()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(_cluster.Client);
        services.AddSingleton<TimeProvider>(_time);
        services.AddClusterKeyRing();
        var frontEnd = services.BuildServiceProvider();
        _frontEnds.Add(frontEnd);
        return frontEnd;
    }

    private async Task<IReadOnlyList<DataProtectionKey>> KeysAsync() => [.. await _cluster.Client.GetGrain<IDataProtectionKeysGrain>(0).ReadAsync(0)];

    private static IKeyManager Manager(IServiceProvider frontEnd) => frontEnd.GetRequiredService<IKeyManager>();

    private static byte[] Seal(IServiceProvider frontEnd, string text) => frontEnd.GetDataProtector("tests").Protect(Encoding.UTF8.GetBytes(text));

    private static string Open(IServiceProvider frontEnd, byte[] sealedText) => Encoding.UTF8.GetString(frontEnd.GetDataProtector("tests").Unprotect(sealedText));

    // Behind the four bytes that every sealed text begins with.
    private static Guid KeyOf(byte[] sealedText) => new(sealedText.AsSpan(4, 16));
}
