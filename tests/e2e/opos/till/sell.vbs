' A till in VBScript, synchronous: sells, voids and refunds over the control CONTROL.
' cscript //nologo sell.vbs CONTROL DEVICE
' cscript hides what goes wrong: every step is checked, a line is printed for each that went well,
' and the last line is 'the till is content'.
Option Explicit
On Error Resume Next

Dim device, sold
Set device = CreateObject(WScript.Arguments(0))
Fault "cannot make the control " & WScript.Arguments(0)

Check "open", device.Open(WScript.Arguments(1))
Check "claim", device.ClaimDevice(1000)
device.DeviceEnabled = True
Check "enable", device.ResultCode
If device.State <> 2 Then Quit "the state is " & device.State

Check "sale", device.AuthorizeSales(1, CCur("12.50"), CCur(0), 30000)
Expect "SequenceNumber", device.SequenceNumber, 1
Expect "TransactionType", device.TransactionType, 10
Expect "SettledAmount", device.SettledAmount, CCur("12.50")
sold = device.TransactionNumber
If Len(sold) = 0 Then Quit "the sale left no reference"

device.AdditionalSecurityInformation = sold
Check "void", device.AuthorizeVoid(2, CCur("12.50"), CCur(0), 30000)
Expect "TransactionType", device.TransactionType, 20

Check "second sale", device.AuthorizeSales(3, CCur("99.95"), CCur(0), 30000)
sold = device.TransactionNumber
device.AdditionalSecurityInformation = sold
Check "refund", device.AuthorizeRefund(4, CCur("50.00"), CCur(0), 30000)
Expect "TransactionType", device.TransactionType, 21

If device.AuthorizeSales(5, CCur("1.001"), CCur(0), 30000) <> 106 Then Quit "a tenth of an oere was sold"
Expect "ResultCode", device.ResultCode, 106

device.DeviceEnabled = False
Check "disable", device.ResultCode
Check "release", device.ReleaseDevice()
Check "close", device.Close()
WScript.Echo "the till is content"
WScript.Quit 0

Sub Fault(what)
    If Err.Number <> 0 Then Quit what & ": " & Err.Number & " " & Err.Description
End Sub

Sub Check(what, result)
    Fault what
    If result <> 0 Then
        Quit what & ": " & result & ", ResultCodeExtended " & device.ResultCodeExtended & _
            ", OpenResult " & device.OpenResult & ", CenterResultCode " & device.CenterResultCode
    End If
    WScript.Echo what
End Sub

Sub Expect(what, found, wanted)
    Fault what
    If found <> wanted Then Quit what & " is " & found & " instead of " & wanted
End Sub

Sub Quit(why)
    WScript.Echo "WRONG: " & why
    WScript.Quit 1
End Sub
