namespace OrleansNews.Accounts;

/// <summary>The names of the authorization policies: one for each <see cref="Permission"/>.</summary>
public static class PermissionPolicies
{
    /// <summary>What every policy's name begins with.</summary>
    public const string Prefix = "permission:";

    /// <summary>The policy for moderators.</summary>
    public const string ModerateComments = Prefix + nameof(Permission.ModerateComments);

    /// <summary>The policy that asks for <paramref name="permission"/>.</summary>
    public static string Of(Permission permission) => Prefix + permission;
}
