using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Staff who sign in: sessions, application passwords, permissions, and the keys that cookies are made with.</summary>
public static class AccountsWebExtensions
{
    private const string ApplicationName = "OrleansNews";
    private const long LargestForm = 16 << 10;

    /// <summary>Registers sign-in, and one policy for each <see cref="Permission"/>.</summary>
    public static IHostApplicationBuilder AddAccounts(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<StaffSignIn>();
        services.AddSingleton<SignInLimiter>();
        services.AddSingleton<FirstAddress>();
        services.AddSingleton<KeptForms>();
        services.AddSingleton<IUnansweredForms>(static provider => provider.GetRequiredService<KeptForms>());
        services.AddSingleton<PasswordQuestion>();
        services.AddSingleton<AuthenticatorKeys>();
        services.AddSingleton<SecondStepTickets>();
        services.AddSingleton<SecondFactorForms>();
        services.AddSingleton<ProfileForms>();
        services.AddSingleton<StaffForms>();
        services.AddSingleton<StaffMemberForms>();
        services.AddSingleton<SessionChecks>();
        services.AddSingleton<SessionCookieEvents>();
        services.AddClusterKeyRing();
        services.AddAuthentication(AccountSchemes.Default)
            .AddPolicyScheme(AccountSchemes.Default, null, scheme => scheme.ForwardDefaultSelector = AccountSchemes.Choose)
            .AddScheme<AuthenticationSchemeOptions, BasicAuthentication>(AccountSchemes.Basic, null)
            .AddCookie(AccountSchemes.Cookie, cookie =>
            {
                cookie.Cookie.Name = AccountSchemes.Cookie;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.LoginPath = LoginEndpoints.Path;
                cookie.ReturnUrlParameter = LoginEndpoints.ReturnUrl;
                cookie.ExpireTimeSpan = SessionStamps.Length;
                cookie.SlidingExpiration = true;
                cookie.EventsType = typeof(SessionCookieEvents);
            });
        services.AddOptions<CookieAuthenticationOptions>(AccountSchemes.Cookie).Configure<IDataProtectionProvider>(static (cookie, keys) => cookie.TicketDataFormat = new SessionTickets(keys));
        services.AddAuthorizationBuilder().AddPermissions();
        return builder;
    }

    /// <summary>Registers the keys of cookies, as they are kept in the cluster.</summary>
    internal static void AddClusterKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.AddOptions<KeyManagementOptions>().Configure<IClusterClient, TimeProvider>(static (options, cluster, time) => options.XmlRepository = new ClusterKeyRing(cluster, time));
    }

    /// <summary>Adds the pages for signing in and out, for setting up, for one's own account and for everybody's. Call it behind authentication and authorization.</summary>
    public static WebApplication MapAccounts(this WebApplication app)
    {
        var pages = app.MapGroup("").RequireSameOrigin().WithBodyLimit(LargestForm);
        pages.MapLogin();
        pages.MapSecondStep();
        pages.MapSetup();
        pages.MapLostPassword();
        pages.MapChoosePassword();

        var own = pages.MapGroup("").RequireAuthorization(PermissionPolicies.Of(Permission.KeepProfile)).AddEndpointFilter(WriteLimiter.FilterAsync);
        own.MapGroup("").WithMetadata(KeptForms.Metadata).MapProfile();
        own.MapPassword();
        own.MapSecondFactor();

        var staff = pages.MapGroup("").RequireAuthorization(PermissionPolicies.Of(Permission.ManageAccounts)).AddEndpointFilter(WriteLimiter.FilterAsync).WithMetadata(KeptForms.Metadata);
        staff.MapStaff();
        return app;
    }

    private static void AddPermissions(this AuthorizationBuilder policies)
    {
        foreach (var permission in Enum.GetValues<Permission>())
        {
            policies.AddPolicy(PermissionPolicies.Of(permission), policy => policy
                .RequireAuthenticatedUser()
                .RequireAssertion(context => context.User.TryGetActor(out var actor) && actor.May(permission)));
        }
    }
}
