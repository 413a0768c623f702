namespace OrleansNews.Accounts;

/// <summary>The addresses of one's own account.</summary>
internal static class ProfileEndpoints
{
    public const string Path = "/newsroom/profile";
    public const string EndSessionPath = Path + "/sessions/end";
    public const string EndOthersPath = Path + "/sessions/end-others";
    public const string ProgramsPath = Path + "/application-passwords";
    public const string RevokePath = ProgramsPath + "/revoke";

    public static void MapProfile(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, static (HttpContext context, ProfileForms forms) => forms.ShowAsync(context));
        pages.MapPost(Path, static (HttpContext context, ProfileForms forms) => forms.SaveAsync(context));
        pages.MapPost(EndSessionPath, static (HttpContext context, ProfileForms forms) => forms.EndSessionAsync(context));
        pages.MapPost(EndOthersPath, static (HttpContext context, ProfileForms forms) => forms.EndOthersAsync(context));
        pages.MapPost(ProgramsPath, static (HttpContext context, ProfileForms forms) => forms.AddProgramAsync(context));
        pages.MapPost(RevokePath, static (HttpContext context, ProfileForms forms) => forms.RevokeAsync(context));
    }
}
