namespace OrleansNews.Accounts;

/// <summary>The addresses of one's own second factor.</summary>
internal static class SecondFactorEndpoints
{
    public const string Path = ProfileEndpoints.Path + "/second-factor";
    public const string CodesPath = Path + "/codes";
    public const string OffPath = Path + "/off";

    public static void MapSecondFactor(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, static (HttpContext context, SecondFactorForms forms) => forms.ShowAsync(context));
        pages.MapPost(Path, static (HttpContext context, SecondFactorForms forms) => forms.EnableAsync(context));
        pages.MapPost(CodesPath, static (HttpContext context, SecondFactorForms forms) => forms.ReplaceCodesAsync(context));
        pages.MapPost(OffPath, static (HttpContext context, SecondFactorForms forms) => forms.DisableAsync(context));
    }
}
