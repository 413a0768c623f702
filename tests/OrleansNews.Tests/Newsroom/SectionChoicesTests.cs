using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Layout;
using OrleansNews.Listings;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>What a front end asks to know which sections there are, and what it offers when it is not told.</summary>
public sealed class SectionChoicesTests : IAsyncLifetime
{
    private static readonly string[] Named = [.. Enumerable.Range(10, 20).Select(number => $"Quay {number}")];

    private readonly NewsCluster _cluster = new() { Sections = [] };
    private readonly FakeTimeProvider _time = new();
    private SectionChoices _choices = null!;

    public async ValueTask InitializeAsync()
    {
        await _cluster.InitializeAsync();
        foreach (var name in Named)
        {
            await _cluster.Client.MakeSectionAsync(Term.Named(name));
            await (await _cluster.Client.NewArticleAsync()).PublishedAsync(Stories.Harbour.Unique() with { Section = Term.Named(name) });
        }

        var options = Options.Create(new ReadOptions());
        var frames = new SiteFrames(_cluster.Client, options, _time, _cluster.Time, NullLogger<SiteFrames>.Instance);
        _choices = new(new(_cluster.Client, frames, options, _time), new(_cluster.Client, options, _time), options, _time);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Sections_ThatManyAskForAtOnce_AreAskedWhatTheyAreCalledOnce_AndAFewAtATime()
    {
        var (asked, now, most, gate) = (0, 0, 0, new Lock());
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cluster.Calls.Instead = async call =>
        {
            if (!AsksASection(call))
            {
                await call.Invoke();
                return;
            }

            lock (gate) (asked, most) = (asked + 1, Math.Max(most, ++now));
            await go.Task;
            await call.Invoke();
            lock (gate) now--;
        };

        var offers = Enumerable.Range(0, 5).Select(_ => OfferAsync()).ToList();
        await Waits.UntilAsync(() => Volatile.Read(ref asked) > 0, "No section is asked.");
        go.SetResult();

        foreach (var offer in await Task.WhenAll(offers))
        {
            Assert.True(offer.IsWhole);
            Assert.Equal(["News", .. Named], offer.Sections.Select(TermTexts.Section));
        }

        Assert.Equal(Named.Length, asked);
        Assert.InRange(most, 1, 8);
    }

    [Fact]
    public async Task Sections_ThatAreNotToldAnyMore_AreOfferedAsTheyWere()
    {
        var before = await OfferAsync();
        Fail();

        _time.Advance(TimeSpan.FromMinutes(2));
        var after = await OfferAsync();

        Assert.Equal((true, true), (before.IsWhole, after.IsWhole));
        Assert.Equal(before.Sections, after.Sections);
    }

    [Fact]
    public async Task Sections_ThatWereNeverTold_AreThoseOfTheNavigationForSure_UntilTheClusterAnswers()
    {
        Fail();

        var offer = await OfferAsync();

        Assert.False(offer.IsWhole);
        Assert.Equal(["News"], offer.Sections.Select(TermTexts.Section));
        Assert.True(offer.CanTell("News", null));
        Assert.True(offer.CanTell("", null));
        Assert.True(offer.CanTell("Quay 12", Term.Named("Quay 12")));
        Assert.False(offer.CanTell("Quay 12", null));

        _cluster.Calls.Instead = null;
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True((await OfferAsync()).IsWhole);
    }

    [Fact]
    public async Task Text_ThatWaitsToBeSaved_WaitsForNoSectionThatDoesNotAnswer()
    {
        var never = new TaskCompletionSource();
        var isAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cluster.Calls.Instead = async call =>
        {
            if (AsksASection(call))
            {
                isAsked.TrySetResult();
                await never.Task;
            }

            await call.Invoke();
        };

        var offer = _choices.OfferSoonAsync(Frame);
        await isAsked.Task.WaitAsync(TestContext.Current.CancellationToken);
        _time.Advance(new ReadOptions().Patience);
        await Waits.UntilAsync(() => offer.IsCompleted, "The text waits.");

        Assert.False((await offer).IsWhole);
        never.SetResult();
    }

    private static SiteFrame Frame => new(new(), [], default);

    private Task<SectionOffer> OfferAsync() => _choices.OfferAsync(Frame);

    private void Fail() => _cluster.Calls.Instead = call => AsksASection(call) ? throw new TimeoutException("The section does not answer.") : call.Invoke();

    private static bool AsksASection(IOutgoingGrainCallContext call) =>
        ClientCalls.NameOf(call) == "IListingGrain.ReadAsync" && call.TargetId.Key.ToString()!.StartsWith(ListingKeys.Category(""), StringComparison.Ordinal);
}
