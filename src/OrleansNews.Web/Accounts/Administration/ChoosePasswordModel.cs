using OrleansNews.Layout;

namespace OrleansNews.Accounts;

/// <summary>Choosing a password by a link, from an administrator or of a mail.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Login">Whose.</param>
/// <param name="Token">The secret of the link.</param>
public sealed record ChoosePasswordModel(SiteFrame Frame, string Login, string Token)
{
    public ImmutableArray<FieldError> Errors { get; init; } = [];
}
