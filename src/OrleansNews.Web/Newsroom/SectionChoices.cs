using OrleansNews.Layout;
using OrleansNews.Listings;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>The sections that the editor offers: those of the settings, and those that stories are in.</summary>
internal sealed class SectionChoices(KnownListings listings, SectionNames names)
{
    private const int Most = 300;

    /// <summary>Those of the navigation first and in its order, then the others by name. While the cluster does not answer, those of the navigation alone.</summary>
    public async ValueTask<ImmutableArray<Term>> OfferAsync(SiteFrame frame)
    {
        try
        {
            var known = frame.Sections.Add(frame.Settings.DefaultSection).DistinctBy(section => section.Path).ToImmutableArray();
            var others = (await listings.ListSectionsAsync()).Except(known.Select(section => section.Path), StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(Most);
            var named = await Task.WhenAll(others.Select(path => names.FindAsync(path)));
            return [.. known, .. named.OfType<Term>().OrderBy(TermTexts.Section, StringComparer.Ordinal)];
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return frame.Sections;
        }
    }
}
