using OrleansNews.Layout;

namespace OrleansNews.Accounts;

/// <summary>What roles are called, in WordPress's words.</summary>
internal static class RoleNames
{
    /// <summary>The roles as a form offers them, those with the fewest rights first.</summary>
    public static readonly ImmutableArray<Role> All = [Role.Subscriber, Role.Contributor, Role.Author, Role.Editor, Role.Moderator, Role.Operator, Role.Administrator];

    public static string Of(SiteTexts texts, Role role) => role switch
    {
        Role.Subscriber => texts.RoleSubscriber,
        Role.Contributor => texts.RoleContributor,
        Role.Author => texts.RoleAuthor,
        Role.Editor => texts.RoleEditor,
        Role.Administrator => texts.RoleAdministrator,
        Role.Moderator => texts.RoleModerator,
        _ => texts.RoleOperator,
    };

    /// <summary>The role that a form sent; null for anything else.</summary>
    public static Role? Read(string text) => All.Any(role => role.ToString() == text) ? Enum.Parse<Role>(text) : null;
}
