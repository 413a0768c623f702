using OrleansNews.Accounts;
using OrleansNews.Layout;

namespace OrleansNews.Media;

/// <summary>A page of the library.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Found">The pictures.</param>
public sealed record LibraryModel(SiteFrame Frame, Actor Actor, MediaPage Found)
{
    public const int PageSize = 24;

    /// <summary>What was searched for.</summary>
    public string Words { get; init; } = "";

    /// <summary>Whether only one's own are shown.</summary>
    public bool Own { get; init; }

    public int Page { get; init; } = 1;

    /// <summary>What was typed about a picture that was not taken.</summary>
    public MediaFields Fields { get; init; } = new();

    /// <summary>Whether a picture was deleted just now.</summary>
    public bool Deleted { get; init; }

    public ImmutableArray<FieldError> Errors { get; init; } = [];

    public int Pages => PagesOf(Found.Total);

    /// <summary>How many pages so many pictures fill; an empty library has one.</summary>
    public static int PagesOf(int pictures) => Math.Max(1, (pictures + PageSize - 1) / PageSize);
}
