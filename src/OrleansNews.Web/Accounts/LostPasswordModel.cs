using OrleansNews.Layout;

namespace OrleansNews.Accounts;

/// <summary>Asking for a mail to choose a new password.</summary>
/// <param name="Frame">What surrounds it.</param>
public sealed record LostPasswordModel(SiteFrame Frame)
{
    /// <summary>What was typed: a login or an email address.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether the request was taken.</summary>
    public bool Asked { get; init; }

    public ImmutableArray<FieldError> Errors { get; init; } = [];
}
