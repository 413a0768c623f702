namespace OrleansNews.Accounts;

/// <summary>The addresses of those who manage accounts.</summary>
internal static class StaffEndpoints
{
    public const string Path = "/newsroom/staff";

    private const string Member = Path + "/{login}";

    /// <summary>The page of one account.</summary>
    public static string PathOf(string login) => $"{Path}/{login}";

    public static void MapStaff(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, static (HttpContext context, StaffForms forms) => forms.ShowAsync(context));
        pages.MapPost(Path, static (HttpContext context, StaffForms forms) => forms.CreateAsync(context));
        pages.MapGet(Member, static (string login, HttpContext context, StaffMemberForms forms) => forms.ShowAsync(context, login));
        pages.MapPost(Member + "/role", static (string login, HttpContext context, StaffMemberForms forms) => forms.ChangeRoleAsync(context, login));
        pages.MapPost(Member + "/disabled", static (string login, HttpContext context, StaffMemberForms forms) => forms.SetDisabledAsync(context, login));
        pages.MapPost(Member + "/require-second-factor", static (string login, HttpContext context, StaffMemberForms forms) => forms.RequireSecondFactorAsync(context, login));
        pages.MapPost(Member + "/reset-second-factor", static (string login, HttpContext context, StaffMemberForms forms) => forms.ResetSecondFactorAsync(context, login));
        pages.MapPost(Member + "/sign-out", static (string login, HttpContext context, StaffMemberForms forms) => forms.SignOutAsync(context, login));
        pages.MapPost(Member + "/password-link", static (string login, HttpContext context, StaffMemberForms forms) => forms.MakeLinkAsync(context, login));
    }
}
