namespace OrleansNews.Listings;

/// <summary>What the stories of a listing have in common.</summary>
public enum ListingKind
{
    /// <summary>That they are on the front page.</summary>
    Front,

    /// <summary>Their section.</summary>
    Section,

    /// <summary>A tag.</summary>
    Tag,

    /// <summary>An author.</summary>
    Author,

    /// <summary>The year, month or day of publication.</summary>
    Dates,
}
