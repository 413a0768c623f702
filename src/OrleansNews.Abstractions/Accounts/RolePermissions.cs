namespace OrleansNews.Accounts;

/// <summary>The table of roles and permissions: the one source for endpoint policies and for the checks in grains.</summary>
public static class RolePermissions
{
    /// <summary>Whether an account with <paramref name="role"/> has <paramref name="permission"/>. Unknown roles have none.</summary>
    public static bool Allows(this Role role, Permission permission) => role switch
    {
        Role.Administrator => true,
        Role.Editor => permission is Permission.WriteStories or Permission.PublishOwnStories or Permission.PublishAllStories or Permission.ModerateComments,
        Role.Author => permission is Permission.WriteStories or Permission.PublishOwnStories,
        Role.Contributor => permission is Permission.WriteStories,
        Role.Moderator => permission is Permission.ModerateComments,
        Role.Operator => permission is Permission.Operate,
        _ => false,
    };
}
