namespace OrleansNews.Layout;

/// <content>The words of the pages for staff: their own account, and everybody's.</content>
public sealed partial class SiteTexts
{
    public string Newsroom => Text();

    public string YourProfile => Text();

    public string AllStaff => Text();

    public string Dashboard => Text();

    public string Saved => Text();

    public string IHaveKeptIt => Text();

    public string SecondStep => Text();

    public string SecondStepText => Text();

    public string Code => Text();

    public string StartAgain => Text();

    public string CodeRefused => Text();

    public string SecondFactor => Text();

    public string SecondFactorDemanded => Text();

    public string SecondFactorIsOn => Text();

    public string EnrolText => Text();

    public string EnrolScan => Text();

    public string QrCode => Text();

    public string EnrolKey => Text();

    public string EnrolConfirm => Text();

    public string CodeOfApp => Text();

    public string CodeOfAppWrong => Text();

    public string EnrolTooLate => Text();

    public string TurnOn => Text();

    public string TurnOff => Text();

    public string YourPassword => Text();

    public string PasswordForEmail => Text();

    public string PasswordMissing => Text();

    public string PasswordWrong => Text();

    public string NewRecoveryCodes => Text();

    public string NewRecoveryCodesText => Text();

    public string MakeNewCodes => Text();

    public string RecoveryCodes => Text();

    public string RecoveryCodesText => Text();

    public string On => Text();

    public string Off => Text();

    public string Demanded => Text();

    public string SigningIn => Text();

    public string ChangePassword => Text();

    public string ChangePasswordText => Text();

    public string Sessions => Text();

    public string SessionsText => Text();

    public string ThisBrowser => Text();

    public string UnknownBrowser => Text();

    public string LogOutElsewhere => Text();

    public string ApplicationPasswords => Text();

    public string ApplicationPasswordsText => Text();

    public string ApplicationPasswordText => Text();

    public string Revoke => Text();

    public string ProgramName => Text();

    public string ProgramNameWrong => Text();

    public string TooManyPrograms => Text();

    public string MakePassword => Text();

    public string NameMissing => Text();

    public string ChooseYourPassword => Text();

    public string LinkOverTitle => Text();

    public string LinkOverText => Text();

    public string PasswordLink => Text();

    public string Disabled => Text();

    public string Invited => Text();

    public string NewColleague => Text();

    public string NewColleagueText => Text();

    public string Role => Text();

    public string RoleMissing => Text();

    public string ChangeRole => Text();

    public string RoleSubscriber => Text();

    public string RoleContributor => Text();

    public string RoleAuthor => Text();

    public string RoleEditor => Text();

    public string RoleAdministrator => Text();

    public string RoleModerator => Text();

    public string RoleOperator => Text();

    public string LastAdministrator => Text();

    public string ResetSecondFactorText => Text();

    public string ResetSecondFactor => Text();

    public string Demand => Text();

    public string DemandNoMore => Text();

    public string Access => Text();

    public string AccessText => Text();

    public string MakePasswordLink => Text();

    public string Disable => Text();

    public string Enable => Text();

    public string DisabledText => Text();

    public string BegunSeen(string begun, string seen) => Fill([begun, seen]);

    public string EndSessionOf(string browser) => Fill([browser]);

    public string CreatedUsed(string created, string used) => Fill([created, used]);

    public string CreatedNotUsed(string created) => Fill([created]);

    public string RevokeOf(string name) => Fill([name]);

    public string ApplicationPasswordOf(string name) => Fill([name]);

    public string ChooseYourPasswordText(string login) => Fill([login]);

    public string PasswordLinkText(string login) => Fill([login]);

    public string CreatedOn(string date) => Fill([date]);

    public string RecoveryCodesLeft(int count) => Plural(count);

    public string NewPasswordOf(int count) => Plural(count);

    public string LogOutEverywhere(int count) => Plural(count);
}
