using OrleansNews.Accounts;

namespace OrleansNews.Control;

/// <summary>What <c>admin</c> asks for. Whoever reaches the socket owns the data, so everything is allowed.</summary>
internal sealed class AccountControl(IClusterClient cluster, PasswordHashing hashing)
{
    public const string AccountsPath = "/accounts";
    public const string TokensPath = "/application-passwords";
    public const string TwoStepPath = "/two-step-resets";

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapPost(AccountsPath, CreateAsync);
        control.MapPost(TokensPath, CreateTokenAsync);
        control.MapPost(TwoStepPath, ResetTwoStepAsync);
    }

    private async Task<ControlAnswer> CreateAsync(CreateAccountRequest request)
    {
        var errors = NewAccountRules.Check(request.Login, request.Name, request.Email, request.Password);
        if (!errors.IsEmpty) return ControlAnswer.Failed([.. errors.Select(error => error.Message)]);
        Logins.TryNormalise(request.Login, out var login);
        var account = new NewAccount(login, request.Name.Length > 0 ? request.Name : login, request.Email, request.Role, await hashing.HashAsync(request.Password));
        return await cluster.GetGrain<IStaffGrain>(0).CreateAsync(account, Actor.System) switch
        {
            CreateAccountResult.Created => ControlAnswer.Done($"Created {request.Role.ToString().ToLowerInvariant()} '{login}'."),
            CreateAccountResult.LoginTaken => ControlAnswer.Failed($"There is an account '{login}' already."),
            _ => ControlAnswer.Failed("These details cannot become an account."),
        };
    }

    private async Task<ControlAnswer> CreateTokenAsync(CreateTokenRequest request)
    {
        if (!Logins.TryNormalise(request.Login, out var login)) return ControlAnswer.Failed($"'{request.Login}' is not a login.");
        var account = cluster.GetGrain<IAccountGrain>(login);
        if (await account.GetAsync(Actor.System) is null) return ControlAnswer.Failed($"There is no account '{login}'. Create it with: admin create --login {login} ...");
        var password = ApplicationPasswords.Create();
        var added = await account.AddApplicationPasswordAsync(request.Name, ApplicationPasswords.Hash(password), Actor.System);
        return added ? ControlAnswer.Done(password) : ControlAnswer.Failed($"The account '{login}' has as many application passwords as it can have.");
    }

    // The rescue of the only administrator: everybody else's two-step login an administrator resets on the page of the staff.
    private async Task<ControlAnswer> ResetTwoStepAsync(ResetTwoStepRequest request)
    {
        if (!Logins.TryNormalise(request.Login, out var login)) return ControlAnswer.Failed($"'{request.Login}' is not a login.");
        var account = cluster.GetGrain<IAccountGrain>(login);
        if (await account.GetAsync(Actor.System) is not { } view) return ControlAnswer.Failed($"There is no account '{login}'.");
        if (!await account.DisableSecondFactorAsync(Actor.System)) return ControlAnswer.Failed($"The account '{login}' has no two-step login.");
        var next = view.SecondFactorRequired ? " The next login has to set it up anew before anything else." : "";
        return ControlAnswer.Done($"Ended the two-step login of '{login}', and logged it out everywhere: the password alone logs in.{next}");
    }
}
