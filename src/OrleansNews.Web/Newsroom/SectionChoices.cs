using OrleansNews.Layout;
using OrleansNews.Listings;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>The sections that the editor offers: those of the settings, and those that stories are in. Everybody who writes shares one look at them.</summary>
internal sealed class SectionChoices
{
    private const int Most = 300;

    // Each is asked what it is called, and may have to be read from the store for it.
    private const int AskedAtOnce = 8;

    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private readonly Polled<Named> _named;

    public SectionChoices(KnownListings listings, SectionNames names, IOptions<ReadOptions> options, TimeProvider time)
    {
        (_time, _patience) = (time, options.Value.Patience);
        _named = new(_ => ReadAsync(listings, names), options.Value, time);
    }

    /// <summary>Those of the navigation first and in its order, then the others by name. While the cluster does not answer, as they were last known; before that, those of the navigation alone.</summary>
    public Task<SectionOffer> OfferAsync(SiteFrame frame) => OfferAsync(frame, _named.GetAsync().AsTask());

    /// <summary>The same for somebody whose text waits: what is not known soon is not known.</summary>
    public Task<SectionOffer> OfferSoonAsync(SiteFrame frame) => OfferAsync(frame, _named.GetAsync().AsTask().WaitAsync(_patience, _time));

    private static async Task<SectionOffer> OfferAsync(SiteFrame frame, Task<Named> asked)
    {
        var first = frame.Sections.Add(frame.Settings.DefaultSection);
        try
        {
            return Offer(first.AddRange((await asked).Sections), isWhole: true);
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return Offer(first, isWhole: false);
        }
    }

    private static SectionOffer Offer(ImmutableArray<Term> sections, bool isWhole) => new([.. sections.DistinctBy(section => section.Path)], isWhole);

    private static async Task<Named> ReadAsync(KnownListings listings, SectionNames names)
    {
        var paths = (await listings.ListSectionsAsync()).Order(StringComparer.Ordinal).Take(Most).ToList();
        var found = new Term?[paths.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, paths.Count), new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce }, async (place, _) => found[place] = await names.FindAsync(paths[place]));
        return new([.. found.OfType<Term>().OrderBy(TermTexts.Section, StringComparer.Ordinal)]);
    }

    private sealed record Named(ImmutableArray<Term> Sections);
}
