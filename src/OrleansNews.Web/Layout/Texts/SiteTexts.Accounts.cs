namespace OrleansNews.Layout;

/// <content>The words of signing in and setting up.</content>
public sealed partial class SiteTexts
{
    public string LogIn => Text();

    public string LogOut => Text();

    public string LoginName => Text();

    public string Password => Text();

    public string RememberMe => Text();

    public string LoginRefused => Text();

    public string LostPassword => Text();

    public string LostPasswordText => Text();

    public string LoginOrEmail => Text();

    public string GetNewPassword => Text();

    public string LostPasswordMissing => Text();

    public string LostPasswordAskedTitle => Text();

    public string LostPasswordAskedText => Text();

    public string LostPasswordNoAnswer => Text();

    public string LostPasswordAgain => Text();

    public string LostPasswordNoMail => Text();

    public string KeptLogIn => Text();

    public string KeptNotSent => Text();

    public string KeptSend => Text();

    public string KeptUnanswered => Text();

    public string KeptSendAgain => Text();

    public string KeptFile(string name) => Fill([name]);

    public string KeptEnrolFirst => Text();

    public string ManySignIns => Text();

    public string TooManySignIns => Text();

    public string SetUp => Text();

    public string SetUpYourNewspaper => Text();

    public string SetUpText => Text();

    public string SetUpAddressHint => Text();

    public string NameWithStories => Text();

    public string CreateAccount => Text();

    public string LoginTaken => Text();

    public string NoAccount => Text();

    public string LoggedInAs(string name) => Fill([name]);

    public string PasswordOf(int count) => Plural(count);
}
