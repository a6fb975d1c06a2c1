/**
 * Runs in the plugin's window before its own scripts and before the policy holds: tells the simulator of
 * violations of the content security policy, and follows the live switch of the theme. It is a part of
 * the document because a script that the browser's driver puts there may come too late.
 */
export const FRAME_SCRIPT = `<script>
document.addEventListener('securitypolicyviolation', (event) => {
  const what = event.effectiveDirective + ' blocked ' + (event.blockedURI || event.sourceFile).slice(0, 80);
  parent.postMessage({ simulatorViolation: what }, '*');
});
addEventListener('message', ({ data }) => {
  const theme = data && data.simulatorTheme;
  if (!theme) return;
  const { classList } = document.documentElement;
  classList.remove('figma-light', 'figma-dark');
  classList.add('figma-' + theme.name);
  document.getElementById('figma-style').textContent = theme.style;
});
document.currentScript.remove();
</script>`;
