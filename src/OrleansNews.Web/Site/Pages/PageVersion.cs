using OrleansNews.Comments;

namespace OrleansNews.Site;

/// <summary>What a page was made from. Two pages of one address and one version are the same page.</summary>
/// <param name="Build">The program that rendered it.</param>
/// <param name="Settings">The version of the site's settings.</param>
/// <param name="Sections">A hash of the sections in the navigation.</param>
/// <param name="Content">The revision of the story, or the version of the listing.</param>
/// <param name="Epoch">The epoch of the story's thread; 0 for a listing.</param>
/// <param name="Comments">The thread's public version; 0 for a listing.</param>
/// <param name="Beside">A hash of the other stories that a story's page names: before and after it, and like it; 0 where there are none.</param>
/// <param name="Entries">The version of a live story's entries; 0 where there are none.</param>
internal sealed record PageVersion(string Build, long Settings, long Sections, long Content, long Epoch = 0, long Comments = 0, long Beside = 0, long Entries = 0)
{
    /// <summary>Names this build of the front end: its markup, and the addresses of its assets.</summary>
    public static string ThisBuild { get; } = typeof(PageVersion).Module.ModuleVersionId.ToString("N");

    /// <summary>
    /// Whether an activation that answered this is behind one that answered <paramref name="other"/>: within an epoch versions only grow. A thread
    /// without any event is in epoch 0, before every other.
    /// </summary>
    public static bool IsBehind(ThreadVersion answer, PageVersion other) =>
        answer.Position.Epoch < other.Epoch || (answer.Position.Epoch == other.Epoch && answer.PublicVersion < other.Comments);

    /// <summary>Whether an activation that answered this of a story and its entries is behind one that answered <paramref name="other"/>. A story that is live no more has none.</summary>
    public bool IsBehindIn(PageVersion other) => Content < other.Content || (Content == other.Content && Entries < other.Entries);
}
